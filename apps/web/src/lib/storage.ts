const prefix = 'framewright.'

/** What this browser remembers under a name, or the fallback when there is nothing, or nothing legible. */
export function recall<T>(name: string, fallback: T): T {
  try {
    const stored = localStorage.getItem(prefix + name)
    return stored === null ? fallback : (JSON.parse(stored) as T)
  } catch {
    return fallback
  }
}

/** Remembers a value in this browser. A full or forbidden storage is no reason to fail: the value is only not kept. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // Private windows and full disks refuse; the setting then lasts as long as the page.
  }
}
