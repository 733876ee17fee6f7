import { errorSentence } from './errors.ts'
import { fetchFile } from './fetch-file.ts'
import { notifyError } from './notify.ts'

/** Hands a document of the server to another app: mail, a messenger, the printer of a phone. */
export async function shareFile(url: `/api/${string}`, name: string): Promise<void> {
  try {
    const bytes = await (await fetchFile(url)).blob()
    const file = new File([bytes], name, { type: bytes.type })
    await navigator.share({ files: [file], title: name })
  } catch (error) {
    // Whoever closes the choice of apps has changed their mind.
    if (error instanceof DOMException && error.name === 'AbortError') return
    notifyError(errorSentence(error))
  }
}
