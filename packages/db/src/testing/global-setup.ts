import type { TestProject } from 'vitest/node'
import { startTestServer, type TestServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    framewrightTestServer: TestServer
  }
}

/** Vitest's `globalSetup` for packages whose tests use a database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startTestServer()
  project.provide('framewrightTestServer', server)
  return stop
}
