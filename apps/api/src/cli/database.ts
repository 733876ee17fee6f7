import { startEngine } from '@framewright/db/engine'
import { type Config, readConfig } from '../config.ts'

/**
 * The database that `DATABASE_URL` names, or the embedded engine, as it is: nothing is migrated and nothing made. The
 * engine is stopped again where no server runs on it.
 */
export async function withDatabase<T>(
  env: NodeJS.ProcessEnv,
  work: (url: string, config: Config) => Promise<T>,
): Promise<T> {
  const config = readConfig(env)
  if (config.databaseUrl !== undefined) return work(config.databaseUrl, config)
  const engine = await startEngine({ home: config.home })
  try {
    return await work(engine.url, config)
  } finally {
    await engine.stop()
  }
}
