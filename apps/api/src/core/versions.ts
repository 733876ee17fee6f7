import { DomainError } from '@framewright/contracts/errors'

/**
 * Refuses a change based on a version that is no longer the current one. Called under the row's lock.
 * @throws DomainError VERSION_CONFLICT. A caller that gives no version overwrites knowingly.
 */
export function requireVersion(expected: number | undefined, current: number): void {
  if (expected === undefined || expected === current) return
  throw new DomainError(
    'VERSION_CONFLICT',
    'Somebody else changed this in the meantime. Load it again and repeat your change.',
    {
      expected,
      current,
    },
  )
}
