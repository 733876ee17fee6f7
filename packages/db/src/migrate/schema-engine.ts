import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { migrationAdapter } from './adapter.ts'

type WasmExports = Record<string, unknown>

/** What the glue beside the binary exports. */
interface Bindings {
  SchemaEngine: typeof SchemaEngine
  __wbg_set_wasm(exports: WasmExports): void
}

// TypeScript declares this with the browser's types, which a server does without.
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: Record<string, unknown>): Promise<{ instance: { exports: WasmExports } }>
}

let loaded: Promise<Bindings> | undefined

/** Runs `work` with Prisma's schema engine on that database. */
export async function withSchemaEngine<T>(
  url: string,
  schema: { path: string; content: string }[],
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load()
  const bindings = await loaded
  const datamodels = schema.map(({ path, content }): [string, string] => [path, content])
  const { factory, close } = migrationAdapter(url)
  const bound = bindMigrationAwareSqlAdapterFactory(factory)
  const engine = await bindings.SchemaEngine.new({ datamodels }, () => undefined, bound)
  try {
    return await work(engine)
  } catch (error) {
    throw panics.message === ''
      ? readable(error, (id) => bound.errorRegistry.consumeError(id)?.error)
      : new Error(panics.message, { cause: error })
  } finally {
    engine.free()
    await close()
  }
}

/** The engine leaves the message of a panic here, where Prisma's command line would look for it. */
const panics = {
  message: '',
  set_message(message: string): void {
    this.message = message
  },
}

/** Loaded by hand: importing WebAssembly as a module is still experimental in Node and says so on every start. */
async function load(): Promise<Bindings> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics })
  const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as Bindings
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const code = await readFile(join(dirname(glue), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(code, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return bindings
}

/**
 * The engine wraps its sentence in a structure meant for Prisma's command line, and knows of PostgreSQL's own sentence only
 * the number under which the adapter has filed it.
 */
function readable(error: unknown, findFiled: (id: number) => unknown): unknown {
  if (!(error instanceof Error)) return error
  const { message, meta } = error as { message: string; meta?: { full_error?: string } }
  const text = meta?.full_error ?? message
  const [, filed] = /External error id#(\d+)/.exec(text) ?? []
  const cause = filed === undefined ? error : findFiled(Number(filed))
  const [, migration] = /migration_name="([^"]+)"/.exec(text) ?? []
  const [plain = text] = text.split(/\n\s*0: /)
  const sentence = filed !== undefined && cause instanceof Error ? cause.message : plain.trim()
  return new Error(migration ? `Migration ${migration} failed: ${sentence}` : sentence, { cause })
}
