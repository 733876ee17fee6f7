import type { Config } from '../config.ts'
import { diskStore } from './disk-store.ts'
import { s3Store } from './s3-store.ts'

/** Where bytes lie, each content once, under the SHA-256 of it. What is there never changes. */
export interface FileStore {
  has(sha256: string): Promise<boolean>
  /** Whole or not at all; the same content again changes nothing. */
  put(sha256: string, bytes: Uint8Array): Promise<void>
  /** @throws Error when it is not there. */
  open(sha256: string): Promise<AsyncIterable<Uint8Array>>
  /** Gone afterwards, whether or not it was there. */
  remove(sha256: string): Promise<void>
}

/** The bucket where one is configured, else the folder `files` below the home. */
export function fileStore({ home, s3 }: Pick<Config, 'home' | 's3'>): FileStore {
  return s3 === undefined ? diskStore(home) : s3Store(s3)
}

/** Where a content lies, below the store's beginning: spread, so that no folder grows without end. */
export function pathOf(sha256: string): string {
  // The hash is ours, never a client's text; this holds it so.
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('This is not the hash of a file')
  return `${sha256.slice(0, 2)}/${sha256}`
}
