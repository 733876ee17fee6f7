import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createPapers, type Papers, type PapersOptions } from './papers.ts'

const folder = mkdtempSync(join(tmpdir(), 'framewright-papers-'))
const opened: Papers[] = []
const open = (options?: PapersOptions) => {
  const papers = createPapers(options)
  opened.push(papers)
  return papers
}
let threads = 0

/** A thread that does with each order what it is told here. */
async function thread(onOrder: string): Promise<URL> {
  const path = join(folder, `thread-${++threads}.mjs`)
  await writeFile(
    path,
    `import { parentPort, threadId } from 'node:worker_threads'
    const answer = (text) => parentPort.postMessage({ bytes: new TextEncoder().encode(text) })
    parentPort.on('message', ({ given: [given] }) => { ${onOrder} })`,
  )
  return pathToFileURL(path)
}

/** Orders of these threads are anything: they go to `given`. */
const ask = (papers: Papers, given: unknown) => papers.draw('document', given as never).then(String)

afterEach(async () => {
  await Promise.all(opened.splice(0).map((papers) => papers.close()))
})
afterAll(() => rmSync(folder, { recursive: true }))

const card = { name: 'Anna Berg', jobTitle: 'Glazer', code: 'FW-1' }

describe('drawing', () => {
  it('gives a PDF, the same for the same, and nothing of what draws is loaded here', async () => {
    const papers = open()
    const at = new Date('2026-03-01T00:00:00Z')
    const [first, second] = await Promise.all([
      papers.draw('badge', card, 'Okna', at),
      papers.draw('badge', card, 'Okna', at),
    ])
    expect(first.subarray(0, 5).toString()).toBe('%PDF-')
    expect(second).toEqual(first)
    const loaded = Object.keys(createRequire(import.meta.url).cache)
    expect(loaded.filter((path) => /pdfkit|bwip-js/.test(path))).toEqual([])
  })

  it('holds nobody up: the drawing waits here for what only the requests’ thread can do', async () => {
    const papers = open({ thread: await thread(`Atomics.wait(new Int32Array(given), 0, 0); answer('drawn')`) })
    const signal = new SharedArrayBuffer(4)
    const drawn = ask(papers, signal)
    // Drawn in this thread, nothing behind this line would ever run.
    let turns = 0
    while (turns < 100) {
      await new Promise((resolve) => setImmediate(resolve))
      turns++
    }
    Atomics.store(new Int32Array(signal), 0, 1)
    Atomics.notify(new Int32Array(signal), 0)
    expect(await drawn).toBe('drawn')
    expect(turns).toBe(100)
  })

  it('keeps its thread for what comes next, one order after the other', async () => {
    const papers = open({ thread: await thread(`answer(threadId + ': ' + given)`) })
    const drawn = await Promise.all(['a', 'b', 'c'].map((given) => ask(papers, given)))
    const [of] = (drawn[0] ?? '').split(':')
    expect(drawn).toEqual([`${of}: a`, `${of}: b`, `${of}: c`])
    expect(await ask(papers, 'd')).toBe(`${of}: d`)
  })

  it('gives the thread up when it has had nothing to do, and starts another when there is', async () => {
    const papers = open({ thread: await thread('answer(String(threadId))'), idleMs: 1 })
    const first = await ask(papers, null)
    let last = first
    // The same thread may get a drawing that comes sooner than it is given up.
    while (last === first) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      last = await ask(papers, null)
    }
    expect(last).not.toBe(first)
  })
})

describe('a drawing that fails', () => {
  it('says what could not be drawn and why, and the next is drawn by the same thread', async () => {
    const papers = open()
    const at = new Date('2026-03-01T00:00:00Z')
    const broken = papers.draw('badge', { ...card, name: null as unknown as string }, 'Okna', at)
    await expect(broken).rejects.toThrow(/^The badge could not be drawn: .+/)
    await expect(broken).rejects.toMatchObject({ cause: { stack: expect.stringContaining('badge.ts') } })
    expect((await papers.draw('badge', card, 'Okna', at)).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('with what cannot be sent to another thread fails alone', async () => {
    const papers = open({ thread: await thread(`answer('drawn')`) })
    await expect(ask(papers, () => 1)).rejects.toThrow('The document could not be drawn')
    expect(await ask(papers, 1)).toBe('drawn')
  })

  it('by ending its thread fails alone: what waited behind it is drawn by another', async () => {
    const papers = open({
      thread: await thread(
        `if (given === 'exit') process.exit(3); if (given === 'throw') setImmediate(() => { throw new Error('late') }); else answer(given)`,
      ),
    })
    const asked = ['a', 'exit', 'b', 'throw', 'c'].map((given) => ask(papers, given))
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual([
      'a',
      'The document could not be drawn: The drawing thread ended with code 3',
      'b',
      'The document could not be drawn: late',
      'c',
    ])
  })

  it('by taking too long is given up with a sentence, and what waited behind it is drawn', async () => {
    const papers = open({
      thread: await thread(
        `if (given === 'long') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); answer(given)`,
      ),
      timeoutMs: 3000,
    })
    const [long, next] = await Promise.allSettled([ask(papers, 'long'), ask(papers, 'next')])
    expect(long).toMatchObject({
      reason: { domainCode: 'UNAVAILABLE', message: expect.stringContaining('took more than 3 s') },
    })
    expect(next).toMatchObject({ value: 'next' })
  })

  it('is told at once when too many wait', async () => {
    const papers = open({ thread: await thread('answer(String(given))'), mostWaiting: 1 })
    const outcomes = await Promise.allSettled([1, 2, 3].map((given) => ask(papers, given)))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(outcomes[2]).toMatchObject({ reason: { domainCode: 'UNAVAILABLE' } })
  })
})

describe('the end of the server', () => {
  it('waits for what is asked for, and takes no more', async () => {
    const papers = open({ thread: await thread('answer(given)') })
    const asked = [ask(papers, 'a'), ask(papers, 'b')]
    const closing = papers.close()
    await expect(ask(papers, 'c')).rejects.toMatchObject({ domainCode: 'UNAVAILABLE' })
    await closing
    expect(await Promise.all(asked)).toEqual(['a', 'b'])
  })
})
