/**
 * In the place of Mantine's scroll area in the lists of its pickers, which scroll themselves (`theme.ts`) and show none; see
 * `scripts/lighter-pickers.ts`.
 */
export const ScrollArea = { Autosize: 'div' } as const
