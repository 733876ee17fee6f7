/** What a command gives the shell: 0 done, 1 failed, 2 called wrongly. */
export type ExitCode = 0 | 1 | 2

/** A command of the command line, in a file of its own. */
export interface Command {
  /** @param args what stands behind the command's name. */
  run(args: string[], env: NodeJS.ProcessEnv): Promise<ExitCode | undefined>
}

/** Called wrongly: its sentence and the usage are shown, and the exit code is 2. */
export class UsageError extends Error {
  readonly usage: string

  constructor(message: string, usage: string) {
    super(message)
    this.name = 'UsageError'
    this.usage = usage
  }
}
