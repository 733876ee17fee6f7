import { stepFor } from '@framewright/contracts/core/lifecycle'
import { DomainError, forbidden } from '@framewright/contracts/errors'
import {
  type FulfilmentAction,
  type FulfilmentStage,
  fulfilmentLifecycle,
  stagePermission,
} from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { Prisma } from '@framewright/db/client'
import type { ScannedPerson } from '../badge/scanned-person.ts'
import { personName } from '../core/names.ts'
import type { Tx } from '../core/sql.ts'
import type { LockedFulfilment } from './fulfilment.rows.ts'

/** A stage as a sentence says it. */
export const words: Record<FulfilmentStage, { do: string; doing: string }> = {
  PICKING: { do: 'pick', doing: 'picking' },
  PACKING: { do: 'pack', doing: 'packing' },
  DELIVERY: { do: 'deliver', doing: 'delivering' },
}

/** A session that counts: the one of its stage that was not undone. */
export interface Session {
  id: number
  stage: FulfilmentStage
  userId: number
  userName: string
  completedAt: Date | null
  deliveryType: 'DIRECT' | 'COURIER' | 'INTERNAL' | null
}

export async function sessionsOf(tx: Tx, fulfilmentId: number): Promise<Session[]> {
  const rows = await tx.fulfilmentSession.findMany({
    where: { fulfilmentId, undoneAt: null },
    orderBy: { id: 'asc' },
    include: { user: { select: { username: true, firstName: true, lastName: true } } },
  })
  return rows.map(({ id, stage, userId, completedAt, deliveryType, user }) => ({
    id,
    stage,
    userId,
    userName: personName({ first_name: user.firstName, last_name: user.lastName, username: user.username }),
    completedAt,
    deliveryType,
  }))
}

/** The person scanned must be allowed to work at the stage, whoever is signed in where they scanned. */
export function requireStage(person: ScannedPerson, stage: FulfilmentStage): void {
  const permission = stagePermission[stage]
  if (!person.permissions.has(permission)) throw forbidden(`${person.name} may not ${words[stage].do}.`, permission)
}

/**
 * Opens a session. The state says whether the stage can begin, the open sessions whether somebody has begun already; the
 * database has the last word about two at once.
 */
export async function startSession(
  tx: Tx,
  fulfilment: LockedFulfilment,
  stage: FulfilmentStage,
  person: ScannedPerson,
  data: Pick<Prisma.FulfilmentSessionUncheckedCreateInput, 'notes' | 'deliveryType' | 'courierName' | 'trackingNo'> & {
    terminalId: number
    startedAt: Date
  },
): Promise<{ id: number }> {
  requireStage(person, stage)
  const open = (await sessionsOf(tx, fulfilment.id)).find((one) => one.stage === stage && one.completedAt === null)
  if (open) {
    const who = open.userId === person.id ? 'You have begun to' : `${open.userName} has begun to`
    throw new DomainError('CONFLICT', `${who} ${words[stage].do} ${fulfilment.number} already.`, {
      rule: 'fulfilment.begun',
      stage,
      userId: open.userId,
    })
  }
  const start: Record<FulfilmentStage, Exclude<FulfilmentAction, 'undo'>> = {
    PICKING: 'startPicking',
    PACKING: 'startPacking',
    DELIVERY: 'dispatch',
  }
  stepFor(fulfilmentLifecycle, start[stage], fulfilment, person)
  return tx.fulfilmentSession.create({
    data: { fulfilmentId: fulfilment.id, stage, userId: person.id, ...data },
    select: { id: true },
  })
}

/**
 * Closes the open session of a stage. Who began it completes it; a courier's delivery anybody may complete who may
 * deliver, since the courier does not come back to say so.
 */
export async function completeSession(
  tx: Tx,
  fulfilment: LockedFulfilment,
  stage: FulfilmentStage,
  person: ScannedPerson,
  notes: string,
  now: Date,
): Promise<Session> {
  requireStage(person, stage)
  const complete: Record<FulfilmentStage, Exclude<FulfilmentAction, 'undo'>> = {
    PICKING: 'completePicking',
    PACKING: 'completePacking',
    DELIVERY: 'deliver',
  }
  stepFor(fulfilmentLifecycle, complete[stage], fulfilment, person)
  const session = (await sessionsOf(tx, fulfilment.id)).find((one) => one.stage === stage && one.completedAt === null)
  if (session === undefined) {
    throw new DomainError(
      'CONFLICT',
      `Nobody has begun to ${words[stage].do} ${fulfilment.number}. Scan it to begin.`,
      { rule: 'fulfilment.notBegun', stage },
    )
  }
  if (session.userId !== person.id && session.deliveryType !== 'COURIER') {
    throw new DomainError(
      'FORBIDDEN',
      `${session.userName} began to ${words[stage].do} ${fulfilment.number}; only they can complete it.`,
      {},
    )
  }
  await tx.fulfilmentSession.update({
    where: { id: session.id },
    data: { completedAt: now, ...(notes === '' ? {} : { notes }) },
  })
  return session
}
