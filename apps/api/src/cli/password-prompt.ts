import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/**
 * Asks for a new password: twice at a terminal, where it is not shown, else it is the first line of standard input.
 * @throws Error when the two differ or there is none.
 */
export async function askPassword(input: NodeJS.ReadStream = process.stdin): Promise<string> {
  if (!input.isTTY) return firstLine(input)
  const once = await askHidden(input, 'Password: ')
  const again = await askHidden(input, 'Once more: ')
  if (once !== again) throw new Error('The two passwords differ. Nothing was changed.')
  return once
}

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    for await (const line of lines) return line
  } finally {
    lines.close()
  }
  throw new Error('There is no password on standard input. Give one there, or with --password.')
}

async function askHidden(input: NodeJS.ReadStream, question: string): Promise<string> {
  process.stderr.write(question)
  // What readline would echo goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const prompt = createInterface({ input, output: nowhere, terminal: true })
  const given = new AbortController()
  prompt.once('SIGINT', () => given.abort())
  try {
    return await prompt.question('', { signal: given.signal })
  } catch {
    throw new Error('Cancelled. Nothing was changed.')
  } finally {
    prompt.close()
    process.stderr.write('\n')
  }
}
