import { z } from 'zod'
import { Instant } from '../core/primitives.ts'

/** A table's name, as the database has it. */
const TableName = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, { message: 'This is not the name of a table' })

/**
 * What a table holds: the shop's data, the stock ledger, the audit trail, people and their sign-ins, or what the system
 * itself needs or keeps.
 */
export const TableKind = z.enum(['DATA', 'LEDGER', 'AUDIT', 'IDENTITY', 'SYSTEM'])
export type TableKind = z.infer<typeof TableKind>

export const TableInfo = z.object({
  name: z.string(),
  kind: TableKind,
  rows: z.int(),
  /** Whether `rows` was counted just now; of a large table it is what the database has kept. */
  exact: z.boolean(),
  bytes: z.int(),
  indexBytes: z.int(),
  /** Rows that are gone or replaced and still take room. */
  deadRows: z.int(),
  lastVacuum: Instant.nullable(),
  lastAnalyze: Instant.nullable(),
  clearable: z.boolean(),
  /** Why it cannot be cleared, or what of it stays. */
  note: z.string().nullable(),
  /** The tables whose rows refer to it: they must go first. */
  referredToBy: z.array(z.string()),
})
export type TableInfo = z.infer<typeof TableInfo>

export const DeveloperTables = z.object({
  database: z.string(),
  /** Whether this server is set up for development: only then the ledger and the audit trail can be cleared. */
  development: z.boolean(),
  tables: z.array(TableInfo),
})
export type DeveloperTables = z.infer<typeof DeveloperTables>

export const ConfirmClearInput = z.object({
  /** Left out: everything that can be cleared. */
  tables: z.array(TableName).min(1).max(500).optional(),
})
export type ConfirmClearInput = z.infer<typeof ConfirmClearInput>

/** What is about to go. Good for this set, this person, once, for two minutes. */
export const ClearConfirmation = z.object({
  token: z.string(),
  /** To be typed by the person, exactly. */
  phrase: z.string(),
  tables: z.array(z.string()),
  expiresAt: Instant,
})
export type ClearConfirmation = z.infer<typeof ClearConfirmation>

export const ClearInput = z.object({
  tables: z.array(TableName).min(1).max(500),
  token: z.string().max(200),
  phrase: z.string().max(20_000),
})
export type ClearInput = z.infer<typeof ClearInput>

export const Cleared = z.object({ tables: z.array(z.object({ name: z.string(), rows: z.int() })) })
export type Cleared = z.infer<typeof Cleared>

export const ResetSequencesInput = z
  .object({
    /** Left out: every sequence goes on right behind what exists. */
    sequences: z
      .array(
        z.object({
          name: TableName,
          /** The number it gives next; left out, the one behind what exists. */
          next: z.int().min(1).max(2_147_483_647).optional(),
        }),
      )
      .min(1)
      .max(500)
      .optional(),
  })
  .default({})
export type ResetSequencesInput = z.infer<typeof ResetSequencesInput>

export const SequencesReset = z.object({
  sequences: z.array(z.object({ name: z.string(), table: z.string().nullable(), before: z.int(), next: z.int() })),
})
export type SequencesReset = z.infer<typeof SequencesReset>
