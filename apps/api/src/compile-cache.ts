import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

/** Beside the modules it is made of, so that whoever can write there could write those too. */
const folder = join(import.meta.dirname, '../../../node_modules/.cache/framewright/compiled')

/**
 * Keeps what the sources are compiled to from one start to the next, which is half of a start. Modules that are loaded
 * from here on are kept; where the folder cannot be written to, nothing is. `NODE_COMPILE_CACHE` names another folder.
 */
export function keepCompiled(): void {
  enableCompileCache(folder)
}

/** Writes down now what was compiled, for a process that may not end in order. */
export function writeCompiled(): void {
  flushCompileCache()
}
