import type { ExitCode } from './usage.ts'
export async function run(_args: string[], _env: NodeJS.ProcessEnv): Promise<ExitCode> {
  return 1
}
