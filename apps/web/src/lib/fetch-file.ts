import type { ErrorBody } from '@framewright/contracts/errors'
import { errorSentence } from './errors.ts'
import { notifyError } from './notify.ts'
import { restoreSession } from './renew.ts'
import { saveCsv, saveFile } from './save-file.ts'

/** A refusal in the shape that `errorBody` reads. */
export class Refused extends Error {
  readonly data: { error: ErrorBody }

  constructor(error: ErrorBody) {
    super(error.message)
    this.data = { error }
  }
}

/** The API's answer in whatever was asked for; what it refuses is thrown as the error it says. */
export async function readAnswer(response: Response): Promise<Response> {
  if (response.ok) return response
  const body: unknown = await response.json().catch(() => null)
  if (typeof body === 'object' && body !== null && 'code' in body) throw new Refused(body as ErrorBody)
  throw new TypeError('network')
}

/** A file of the API, with the session as a cookie. */
export async function fetchFile(address: `/api/${string}`): Promise<Response> {
  // A plain request cannot renew the session on its way, as the API's client does.
  await restoreSession()
  return readAnswer(await fetch(address, { credentials: 'same-origin' }))
}

/**
 * Saves a file of the API under a name, and says in a sentence why not where that fails: a download left to the browser
 * would save the error.
 */
export async function downloadFile(address: `/api/${string}`, fileName: string): Promise<void> {
  try {
    const answer = await fetchFile(address)
    if (fileName.endsWith('.csv')) saveCsv(fileName, await answer.text())
    else saveFile(fileName, await answer.blob())
  } catch (error) {
    notifyError(errorSentence(error))
  }
}
