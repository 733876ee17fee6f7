import type { PrismaClient, ReadDb, ReadPool } from '@framewright/db/client'
import type { Config } from '../config.ts'
import type { Papers } from '../document/papers.ts'
import type { EventFeed } from '../event/feed.ts'
import type { ProcessFigures } from '../system/process-figures.ts'
import type { Clock } from './clock.ts'
import type { Commands } from './commands.ts'
import type { Replicas } from './replicas.ts'

/** What every service is made from. */
export interface Deps {
  /** Queries go here: typed by the schema, on connections that cannot write. */
  read: ReadDb
  /** Where `read` goes too, for what an index answers at once: many share a connection, none may take long. */
  quick: ReadDb
  /** Short queries that must see what has been committed anywhere: they go to the primary. */
  primary: ReadDb
  /** The connections behind `read`, for what streams (COPY). */
  readPool: ReadPool
  /** Where `read` goes for the query at hand. Absent where there is the primary alone. */
  replicas?: Replicas | undefined
  /** For what needs a connection of its own (imports). */
  databaseUrl: string
  /** Commands go through `commands.run`; `prisma` itself is for what is no command (tokens, throttles). */
  prisma: PrismaClient
  commands: Commands
  /** The live stream of this process. */
  feed: EventFeed
  clock: Clock
  /** Draws PDFs, away from this thread. */
  papers: Papers
  /** What this process knows of itself; absent where none serves. */
  process?: ProcessFigures | undefined
  config: Config
}
