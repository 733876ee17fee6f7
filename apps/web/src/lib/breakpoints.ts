/** Below this a screen is a phone: cards instead of tables, the bottom bar instead of the menu. */
export const phone = '(max-width: 47.99em)'
