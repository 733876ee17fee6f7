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

/** The connection broke between the order to commit and its answer. */
export class InDoubt extends Error {
  override readonly name = 'InDoubt'

  constructor(runId: number | null, cause: unknown) {
    super(
      'The connection was lost while the import was being committed: it is in whole or not at all. ' +
        `Look whether there is an import run ${runId} before you repeat it.`,
      { cause },
    )
  }
}
