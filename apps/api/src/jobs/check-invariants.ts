import type { Deps } from '../core/deps.ts'
import { checkInvariants, type Finding } from '../invariants/invariants.ts'

/** A check may take longer than any statement of a request, but not for ever. */
const timeLimit = '30min'
const keptDays = 90

/**
 * Checks every invariant, unless some process has begun to within `everyMs`, and records what was found: the metrics of all
 * processes, and whoever asks later, read it there.
 *
 * @returns what is violated; undefined where it was not this process's turn.
 */
export async function checkOnSchedule(
  { prisma, readPool }: Pick<Deps, 'prisma' | 'readPool'>,
  everyMs: number,
): Promise<Finding[] | undefined> {
  // Two that begin at the very same moment both check, which harms nobody.
  const [run] = await prisma.$queryRaw<{ id: number }[]>`
    INSERT INTO invariant_run (started_at)
    SELECT now() WHERE NOT EXISTS (
      SELECT FROM invariant_run WHERE started_at > now() - make_interval(secs => ${everyMs / 1000}))
    RETURNING id`
  if (run === undefined) return undefined
  const findings = await check(readPool)
  const violated = findings.filter(({ violations }) => violations > 0)
  await prisma.invariantRun.update({
    where: { id: run.id },
    data: {
      finishedAt: new Date(),
      violations: violated.reduce((sum, { violations }) => sum + violations, 0),
      violated: violated.map(({ name }) => name),
    },
  })
  await prisma.$executeRaw`
    DELETE FROM invariant_run WHERE started_at < now() - make_interval(days => ${keptDays})`
  return violated
}

async function check(readPool: Deps['readPool']): Promise<Finding[]> {
  const client = await readPool.connect()
  let done = false
  try {
    await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = '${timeLimit}'`)
    const findings = await checkInvariants(client)
    await client.query('COMMIT')
    done = true
    return findings
  } finally {
    client.release(!done)
  }
}
