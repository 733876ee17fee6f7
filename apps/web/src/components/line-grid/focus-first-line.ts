/** On to the lines of the page's grid, from its head. */
export function focusFirstLine(): void {
  // After the dialog or list that was left has given the focus back.
  setTimeout(() => document.querySelector<HTMLInputElement>('main table[aria-label="Lines"] tbody input')?.focus(), 50)
}
