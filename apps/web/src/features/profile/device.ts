const browsers: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:(?:Headless)?Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

const first = (table: [RegExp, string][], text: string) => table.find(([pattern]) => pattern.test(text))?.[1]

/** What a person calls a device, from what its browser says of itself: "Firefox on Windows". A program says its name. */
export function deviceName(userAgent: string | null): string {
  if (userAgent === null || userAgent === '') return 'Unknown program'
  const browser = first(browsers, userAgent)
  const system = first(systems, userAgent)
  // Every browser calls itself Mozilla.
  if (browser === undefined && userAgent.startsWith('Mozilla/')) return system ? `A browser on ${system}` : 'A browser'
  if (browser === undefined) return userAgent.split(/[\s/(]/, 1)[0] || 'Unknown program'
  return system === undefined ? browser : `${browser} on ${system}`
}
