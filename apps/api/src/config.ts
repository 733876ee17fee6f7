import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { z } from 'zod'
import type { Bucket } from './files/s3-store.ts'

/** The only place that reads the environment. Every variable is documented in `.env.example`. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_REPLICA_URLS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((url) => url.trim() || []))
    .pipe(z.array(z.url({ protocol: /^postgres(ql)?$/ }))),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(500).default(10),
  DATABASE_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).max(3_600_000).default(30_000),
  FRAMEWRIGHT_HOME: z.string().min(1).optional(),
  FRAMEWRIGHT_ADMIN_EMAIL: z.email().optional(),
  FRAMEWRIGHT_ADMIN_PASSWORD: z.string().min(10).max(128).optional(),
  FRAMEWRIGHT_UPLOAD_LIMIT_MB: z.coerce.number().min(1).max(200).default(20),
  FRAMEWRIGHT_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  FRAMEWRIGHT_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { message: 'is not the name of a bucket' })
    .optional(),
  FRAMEWRIGHT_S3_REGION: z.string().min(1).default('us-east-1'),
  FRAMEWRIGHT_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  FRAMEWRIGHT_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  FRAMEWRIGHT_DEVELOPMENT: z.stringbool().default(false),
  FRAMEWRIGHT_SAMPLE: z.stringbool().default(false),
  FRAMEWRIGHT_TIME_ZONE: z
    .string()
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', {
      message: 'is not an IANA time zone, like Europe/Berlin',
    })
    .default('UTC'),
  FRAMEWRIGHT_REGISTRATION: z.enum(['open', 'closed']).default('open'),
  FRAMEWRIGHT_ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    ),
  FRAMEWRIGHT_TRUST_PROXY: z
    .string()
    .default('')
    .transform((given, context): Config['trustProxy'] => {
      const said = given.trim().toLowerCase()
      if (/^(false|no|off|0|)$/.test(said)) return false
      if (/^(true|yes|on)$/.test(said)) return 1
      if (/^\d$/.test(said)) return Number(said)
      const list = said.split(',').map((one) => one.trim())
      if (list.every((one) => isIP(one.replace(/\/\d{1,3}$/, '')) > 0)) return list
      context.addIssue({ code: 'custom', message: 'is a number of proxies, or their addresses separated by commas' })
      return z.NEVER
    }),
  FRAMEWRIGHT_SECURE_COOKIES: z.stringbool().default(false),
  FRAMEWRIGHT_SECRET: z.string().min(32).max(1000).optional(),
  FRAMEWRIGHT_PUSH_CONTACT: z
    .string()
    .regex(/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/, { message: 'is mailto: with an address, or an https address' })
    .max(200)
    .optional(),
  FRAMEWRIGHT_PUSH_LOCAL: z.stringbool().default(false),
  FRAMEWRIGHT_METRICS_TOKEN: z.string().min(16).max(200).optional(),
  FRAMEWRIGHT_CHECK_EVERY_HOURS: z.coerce.number().min(0).max(168).default(6),
  FRAMEWRIGHT_DRAIN_SECONDS: z.coerce.number().int().min(0).max(60).default(0),
  FRAMEWRIGHT_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600_000),
  FRAMEWRIGHT_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** The variables there are, by name. */
export const variables: readonly string[] = Object.keys(Environment.shape)

/** How this process is set up. Services receive it; none reads the environment itself. */
export interface Config {
  port: number
  host: string
  /** Undefined: the embedded PostgreSQL below `home`. */
  databaseUrl: string | undefined
  /** Streaming replicas that queries may be answered by. */
  replicaUrls: string[]
  poolSize: number
  /** How long PostgreSQL may work on one statement of a request. */
  statementTimeoutMs: number
  home: string
  admin: { email: string | undefined; password: string | undefined }
  /** The largest file that is taken. */
  uploadLimitBytes: number
  /** The bucket that keeps the files; undefined: the folder `files` below `home`. */
  s3: Bucket | undefined
  /** The ledger and the audit trail may be cleared here by the data tools. Never on a shop that counts. */
  development: boolean
  sample: boolean
  timeZone: string
  registrationOpen: boolean
  /** Origins besides our own that a browser may call from. */
  allowedOrigins: string[]
  /**
   * Whose word is taken for where a request comes from: nobody's, that of so many proxies before us, or that of proxies at
   * these addresses. Never of all: the first address in a chain is the client's own to write.
   */
  trustProxy: false | number | string[]
  secureCookies: boolean
  /** Locks what the database keeps secret (the keys that sign tokens). Undefined: it stands there in the open. */
  secret: string | undefined
  /** Whom a push service may write to about what we send it: mailto: or https:. */
  pushContact: string
  /** Pushes may go to addresses of this network and without TLS. */
  pushLocal: boolean
  /** Asked of whoever reads /metrics. Undefined: they are for whoever reaches the process without a proxy. */
  metricsToken: string | undefined
  /** How often the invariants are checked; 0 is never. */
  checkEveryHours: number
  /** How long, after a signal to end, requests are still taken while /readyz says no. */
  drainSeconds: number
  /** Requests one address may make in a minute, counted by each process. */
  requestsPerMinute: number
  logLevel: string
}

/** The bucket, when all of it is said; half of it is a mistake that would send files to the disk in silence. */
function bucketOf(e: z.infer<typeof Environment>): Bucket | undefined {
  const parts = {
    FRAMEWRIGHT_S3_ENDPOINT: e.FRAMEWRIGHT_S3_ENDPOINT,
    FRAMEWRIGHT_S3_BUCKET: e.FRAMEWRIGHT_S3_BUCKET,
    FRAMEWRIGHT_S3_ACCESS_KEY_ID: e.FRAMEWRIGHT_S3_ACCESS_KEY_ID,
    FRAMEWRIGHT_S3_SECRET_ACCESS_KEY: e.FRAMEWRIGHT_S3_SECRET_ACCESS_KEY,
  }
  const missing = Object.entries(parts).filter(([, value]) => value === undefined)
  if (missing.length === Object.keys(parts).length) return undefined
  if (missing.length > 0) {
    throw new Error(`The configuration is wrong:\n${missing.map(([name]) => `  ${name}: is missing`).join('\n')}`)
  }
  return {
    endpoint: e.FRAMEWRIGHT_S3_ENDPOINT ?? '',
    name: e.FRAMEWRIGHT_S3_BUCKET ?? '',
    region: e.FRAMEWRIGHT_S3_REGION,
    accessKeyId: e.FRAMEWRIGHT_S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: e.FRAMEWRIGHT_S3_SECRET_ACCESS_KEY ?? '',
  }
}

const repository = resolve(import.meta.dirname, '../../..')

/**
 * Reads the configuration from an environment and, below it, from `.env` in the project's folder.
 * @throws Error naming each variable that is wrong, with what it should be.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const file = join(repository, '.env')
  if (env === process.env && existsSync(file)) loadEnvFile(file)
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(set)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The configuration is wrong:\n${wrong.join('\n')}`)
  }
  const e = parsed.data
  return {
    port: e.PORT,
    host: e.HOST,
    databaseUrl: e.DATABASE_URL,
    replicaUrls: e.DATABASE_REPLICA_URLS,
    poolSize: e.DATABASE_POOL_SIZE,
    statementTimeoutMs: e.DATABASE_STATEMENT_TIMEOUT_MS,
    home: resolve(repository, e.FRAMEWRIGHT_HOME ?? '.framewright'),
    admin: { email: e.FRAMEWRIGHT_ADMIN_EMAIL, password: e.FRAMEWRIGHT_ADMIN_PASSWORD },
    uploadLimitBytes: e.FRAMEWRIGHT_UPLOAD_LIMIT_MB * 1024 ** 2,
    s3: bucketOf(e),
    development: e.FRAMEWRIGHT_DEVELOPMENT,
    sample: e.FRAMEWRIGHT_SAMPLE,
    timeZone: e.FRAMEWRIGHT_TIME_ZONE,
    registrationOpen: e.FRAMEWRIGHT_REGISTRATION === 'open',
    allowedOrigins: e.FRAMEWRIGHT_ALLOWED_ORIGINS,
    trustProxy: e.FRAMEWRIGHT_TRUST_PROXY,
    secureCookies: e.FRAMEWRIGHT_SECURE_COOKIES,
    secret: e.FRAMEWRIGHT_SECRET,
    pushContact: e.FRAMEWRIGHT_PUSH_CONTACT ?? `mailto:${e.FRAMEWRIGHT_ADMIN_EMAIL ?? 'postmaster@example.com'}`,
    pushLocal: e.FRAMEWRIGHT_PUSH_LOCAL,
    metricsToken: e.FRAMEWRIGHT_METRICS_TOKEN,
    checkEveryHours: e.FRAMEWRIGHT_CHECK_EVERY_HOURS,
    drainSeconds: e.FRAMEWRIGHT_DRAIN_SECONDS,
    requestsPerMinute: e.FRAMEWRIGHT_REQUESTS_PER_MINUTE,
    logLevel: e.FRAMEWRIGHT_LOG_LEVEL,
  }
}
