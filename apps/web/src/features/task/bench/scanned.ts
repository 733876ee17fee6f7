/** What a scanned or typed code names. */
export type Scanned = { kind: 'task'; id: number } | { kind: 'workOrder'; number: string }

const page = /\/(tasks|work-orders)\/(\d+)\/?(?:[?#].*)?$/

/**
 * Reads a code as the shop's labels carry it: a task's number ("12", "T-12"), a work order's ("WO-000012"), or the link
 * of a task's page. Null when it is neither.
 */
export function readScan(raw: string): Scanned | null {
  // Code 39 readers may send the start and stop signs along.
  const code = raw.trim().replace(/^\*|\*$/g, '')
  const linked = page.exec(code)
  if (linked?.[1] === 'tasks') return task(linked[2])
  const plain = /^(?:T-?)?(\d{1,9})$/i.exec(code)
  if (plain) return task(plain[1])
  return /^[A-Z0-9][A-Z0-9./-]{1,39}$/i.test(code) ? { kind: 'workOrder', number: code.toUpperCase() } : null
}

function task(digits: string | undefined): Scanned | null {
  const id = Number(digits)
  return Number.isSafeInteger(id) && id > 0 ? { kind: 'task', id } : null
}
