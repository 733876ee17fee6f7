import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identify, isAlive } from './process.ts'

/**
 * The processes that keep an engine running, one small file each. The last of them to let go stops it; one that died
 * without letting go no longer counts.
 */
export class Holders {
  readonly #folder: string

  constructor(instance: string) {
    this.#folder = join(instance, 'holders')
  }

  /** Counts this process in. The result takes it out again and tells whether any live holder remains. */
  async add(): Promise<() => Promise<boolean>> {
    await mkdir(this.#folder, { recursive: true })
    const file = join(this.#folder, randomUUID())
    await writeFile(file, await identify(process.pid))
    return async () => {
      await rm(file, { force: true })
      return await this.any()
    }
  }

  /** Whether any live process keeps the engine running. */
  async any(): Promise<boolean> {
    let live = false
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const file = join(this.#folder, name)
      const identity = await readFile(file, 'utf8').catch(() => '')
      if (identity !== '' && (await isAlive(identity))) live = true
      else await rm(file, { force: true })
    }
    return live
  }
}
