const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const
const figure = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** A size as people read it: "1.2 MiB". */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${figure.format(bytes / 1024 ** power)} ${units[power]}`
}
