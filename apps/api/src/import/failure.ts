/** The command, the mapping or the file cannot be used as it is; said before any row is read where that is possible. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The person stopped the import; nothing of it is in the database. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'

  constructor() {
    super('Interrupted. Nothing was imported.')
  }
}
