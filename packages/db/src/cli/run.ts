/** Runs a command line: a failure prints its sentence, not a stack (set `DEBUG` for that), and exits with 1. */
export async function runCli(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    const shown = process.env.DEBUG || !(error instanceof Error) ? error : error.message
    console.error(shown)
    process.exitCode = 1
  }
}
