import type { FileType } from '@framewright/contracts/attachment/attachment.schema'

const endings: Record<FileType, readonly [string, ...string[]]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'text/csv': ['csv'],
  'text/plain': ['txt'],
}

const longest = 150

/**
 * A name that is only a name, out of whatever a client sent: no folders, nothing that cannot be seen, no leading dots, and
 * with an ending that fits the content.
 */
export function safeName(given: string, type: FileType): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const name = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>:|?*]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  const [, stem = name, ending = ''] = /^(.*)\.([^.]*)$/.exec(name) ?? []
  const fits = endings[type].includes(ending.toLowerCase())
  const short = [...(fits ? stem : name)].slice(0, longest).join('').trim() || 'file'
  return `${short}.${fits ? ending : endings[type][0]}`
}

/** How an answer names its file: in ASCII for old readers, and as it is for the others (RFC 6266). */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`
}
