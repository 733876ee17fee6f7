import { errorSentence } from './errors.ts'
import { notifyError } from './notify.ts'
import { restoreSession } from './renew.ts'

/** Opens a file of the API in a tab of its own; the session goes along as a cookie. */
export async function openFile(address: `/api/${string}`): Promise<void> {
  try {
    // A plain request cannot renew the session on its way, as the API's client does.
    await restoreSession()
  } catch (error) {
    return notifyError(errorSentence(error))
  }
  const link = document.createElement('a')
  link.href = address
  link.target = '_blank'
  link.rel = 'noopener'
  link.click()
}
