import { z } from 'zod'

/**
 * A backup is a tar archive, compressed with Zstandard:
 *
 * - `manifest.json` first: what it is of, the tables with their columns, the positions of the sequences;
 * - `tables/<table>/<number>.copy`: the rows, as `COPY … TO STDOUT` writes them (text format, UTF-8), in pieces;
 * - `files/<sha256>`: attachments and pictures, each content once, wherever they are kept;
 * - `checksums.json` last: rows and SHA-256 of each table, and how many files. Without it a backup is not whole.
 *
 * So the pieces of a table, one after the other, are what `COPY … FROM STDIN` of any PostgreSQL reads.
 */
export const format = 'framewright-backup'
/** Raised when a program of before could not read what is written now. */
export const formatVersion = 1

export const manifestName = 'manifest.json'
export const checksumsName = 'checksums.json'

export const pieceName = (table: string, number: number): string =>
  `tables/${table}/${String(number).padStart(8, '0')}.copy`
/** The table a piece belongs to, or undefined for a file that is none. */
export const tableOfPiece = (name: string): string | undefined => /^tables\/([^/]+)\/\d{8}\.copy$/.exec(name)?.[1]

export const fileName = (sha256: string): string => `files/${sha256}`
/** The hash of an attached file, or undefined for what is none. */
export const hashOfFile = (name: string): string | undefined => /^files\/([0-9a-f]{64})$/.exec(name)?.[1]

const Name = z.string().regex(/^[\w$]{1,63}$/)

/** What a backup says of itself before its rows. */
export const Manifest = z.object({
  format: z.literal(format),
  formatVersion: z.int(),
  /** The version of the program that wrote it. */
  product: z.string(),
  /** The instant the rows are of. */
  takenAt: z.iso.datetime(),
  /** Of the server it was taken from, for people. */
  postgres: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: Name, columns: z.array(Name).min(1) })),
  sequences: z.array(z.object({ name: Name, value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
})
export type Manifest = z.infer<typeof Manifest>

/** What a backup says of itself behind its rows. */
export const Checksums = z.object({
  tables: z.record(Name, z.object({ rows: z.int(), bytes: z.int(), sha256: z.string() })),
  files: z.int().default(0),
})
export type Checksums = z.infer<typeof Checksums>
