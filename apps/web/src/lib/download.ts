import { fetchFile } from './fetch-file.ts'
import { saveFile } from './save-file.ts'

/** What this page holds at most of a file that it saves itself. What is longer the browser writes to the disk as it comes. */
const heldBytes = 4 * 1024 * 1024

/**
 * Saves an export of the API under the name it comes with. It is asked for here, so that a refusal is an error to be said and
 * no file or page of its own. One that turns out long is given up and left to the browser, which has it from the start: the
 * server has just said yes to it, and memory stays flat however long it is.
 * @returns whether the file is whole, or the browser's to fetch.
 * @throws Refused what the API refuses, TypeError where it does not answer or stops in the middle.
 */
export async function download(address: `/api/${string}`): Promise<'saved' | 'begun'> {
  const answer = await fetchFile(address)
  const content = await contentOf(answer, heldBytes)
  if (content !== null) {
    saveFile(nameOf(answer), content)
    return 'saved'
  }
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
  return 'begun'
}

/** All of an answer, or null for one of more bytes than that, of which no more is read. */
export async function contentOf(answer: Response, most: number): Promise<Blob | null> {
  const type = answer.headers.get('content-type') ?? ''
  if (answer.body === null) return new Blob([], { type })
  const reader = answer.body.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return new Blob(parts, { type })
    size += value.byteLength
    if (size > most) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
}

/** The name that the API gives a file. */
export function nameOf(answer: Response): string {
  return /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'export.csv'
}
