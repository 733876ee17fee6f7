import { z } from 'zod'
import { Id } from './primitives.ts'

/** The most that one import over HTTP takes; the command line takes any size. */
export const csvImportLimitBytes = 16 * 1024 * 1024

/** A CSV with the columns an export writes; those it does not know are left out and named. */
export const CsvImportInput = z.object({
  /** The file itself; over REST the body, as text/csv in UTF-8. */
  csv: z.string().min(1, { message: 'The file is empty' }).max(csvImportLimitBytes),
  fileName: z.string().max(200).default('import.csv'),
  /** Do everything and undo it, to see what would happen. */
  dryRun: z.boolean().default(false),
  /** Let the good rows in though others are refused; without it one refused row keeps all out. */
  partial: z.boolean().default(false),
})
export type CsvImportInput = z.infer<typeof CsvImportInput>

export const CsvImportResult = z.object({
  /** The columns of the file, with the field each is; null for one that is left out. */
  columns: z.array(z.object({ name: z.string(), field: z.string().nullable() })),
  /** The first rows, as they stand in the file. */
  preview: z.array(z.array(z.string())),
  rows: z.int(),
  /** New records; found by their SKU or code, others were changed, or were so already. */
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  /** Whether it is in the database now. */
  committed: z.boolean(),
  /** The first refusals, with the line a text editor shows. */
  refusals: z.array(z.object({ line: z.int(), reason: z.string() })),
  /** All refused rows with their lines and reasons, as a CSV that can be mended and imported; null where there are none. */
  refusedCsv: z.string().nullable(),
  importRunId: Id.nullable(),
})
export type CsvImportResult = z.infer<typeof CsvImportResult>
