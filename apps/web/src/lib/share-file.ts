import { errorSentence } from './errors.ts'
import { notifyError } from './notify.tsx'

/** Hands a document of the server to another app: mail, a messenger, the printer of a phone. */
export async function shareFile(url: string, name: string): Promise<void> {
  try {
    const answer = await fetch(url, { credentials: 'same-origin' })
    if (!answer.ok) throw new TypeError('network')
    const bytes = await answer.blob()
    const file = new File([bytes], name, { type: bytes.type })
    await navigator.share({ files: [file], title: name })
  } catch (error) {
    // Whoever closes the choice of apps has changed their mind.
    if (error instanceof DOMException && error.name === 'AbortError') return
    notifyError(errorSentence(error))
  }
}
