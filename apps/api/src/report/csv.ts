/** Characters that would end or split a cell. */
const special = /[",\r\n]/
/** What a spreadsheet would take for a formula; a negative figure is none. */
const formula = /^(?:[=@\t\r]|[+-](?![\d.]+$))/

function cell(value: string): string {
  const safe = formula.test(value) ? `'${value}` : value
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV (RFC 4180), the head first. */
export async function* csvOf(head: readonly string[], rows: Iterable<readonly string[]>): AsyncIterable<string> {
  yield `${head.map(cell).join(',')}\r\n`
  for (const row of rows) yield `${row.map(cell).join(',')}\r\n`
}
