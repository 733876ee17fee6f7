/** Where the browser downloads what a list shows, as CSV; its session goes along as a cookie. */
export function exportUrl(path: `/api/${string}`, filters: Readonly<Record<string, unknown>>): `/api/${string}` {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) {
    if (value === undefined) continue
    // A list is the same name several times.
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  const asked = query.toString()
  return `${path}${asked === '' ? '' : `?${asked}`}`
}
