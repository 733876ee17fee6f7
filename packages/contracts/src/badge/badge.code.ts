/** What the code on a badge begins with; the token follows. Apart from the schemas: the floor tells badges by it. */
export const badgePrefix = 'fw:badge:'
