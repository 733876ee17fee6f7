import { type FileType, fileTypes } from '@framewright/contracts/attachment/attachment.schema'

const texts: Record<string, FileType> = { csv: 'text/csv', txt: 'text/plain' }

/**
 * What a content is, by its bytes; its name decides only which kind of text a text is. Null for what is not taken: SVG and
 * HTML among it, since browsers run what stands in them.
 */
export async function contentType(bytes: Uint8Array, name: string): Promise<FileType | null> {
  // Loaded with the first file rather than at every start.
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(bytes)
  if (found !== undefined) return fileTypes.find((type) => type === found.mime && !type.startsWith('text/')) ?? null
  const type = texts[name.split('.').at(-1)?.toLowerCase() ?? '']
  return type !== undefined && isText(bytes) ? type : null
}

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no text holds
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) && !/^\s*<(?:[!?]|svg|html|script)/i.test(text)
  } catch {
    return false
  }
}
