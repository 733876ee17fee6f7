import { AwsClient } from 'aws4fetch'
import { type FileStore, pathOf } from './file-store.ts'

/** A bucket, of Amazon or of anything that speaks like it. */
export interface Bucket {
  /** "https://s3.eu-central-1.amazonaws.com"; the bucket is named in the path. */
  endpoint: string
  name: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

const waitMs = 15_000

/** Keeps files in a bucket, under `files/`. */
export function s3Store(bucket: Bucket): FileStore {
  const { accessKeyId, secretAccessKey, region } = bucket
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 })
  const at = (sha256: string) => `${bucket.endpoint.replace(/\/+$/, '')}/${bucket.name}/files/${pathOf(sha256)}`

  async function ask(method: string, sha256: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
    const answer = await client.fetch(at(sha256), {
      method,
      signal: AbortSignal.timeout(waitMs),
      ...(body === undefined ? {} : { body, headers: { 'x-amz-content-sha256': sha256 } }),
    })
    if (answer.ok || answer.status === 404) return answer
    // What it says may hold keys' names: for the log of whoever operates it, not for a client.
    throw new Error(`The bucket answered ${answer.status} to ${method}: ${(await answer.text()).slice(0, 500)}`)
  }

  return {
    has: async (sha256) => (await ask('HEAD', sha256)).ok,
    async put(sha256, bytes) {
      const answer = await ask('PUT', sha256, new Uint8Array(bytes))
      if (!answer.ok) throw new Error('The bucket is not there')
    },
    async open(sha256) {
      const { ok, body } = await ask('GET', sha256)
      if (!ok || body === null) throw new Error(`The bucket does not hold ${sha256}`)
      return body
    },
    async remove(sha256) {
      await ask('DELETE', sha256)
    },
  }
}
