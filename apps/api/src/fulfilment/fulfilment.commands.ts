import type { Call } from '@framewright/contracts/core/context'
import { invalid, notFound } from '@framewright/contracts/errors'
import {
  type FulfilmentStage,
  type FulfilmentStatus,
  stagePermission,
} from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type {
  CancelFulfilmentInput,
  CompletePickingInput,
  FulfilmentWithSession,
  HandOverInput,
  StageInput,
  StartDeliveryInput,
  UndoFulfilmentInput,
} from '@framewright/contracts/fulfilment/fulfilment.schema'
import type { FulfilmentCommands, FulfilmentQueries } from '@framewright/contracts/fulfilment/fulfilment.service'
import type { Prisma } from '@framewright/db/client'
import { type ScannedPerson, scannedPerson } from '../badge/scanned-person.ts'
import type { Deps } from '../core/deps.ts'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { inspectStaged } from '../inspection/outgoing.ts'
import { cancel } from './cancelling.ts'
import { create, release } from './creating.ts'
import { arrive, dispatch } from './dispatching.ts'
import { findOne } from './finding.ts'
import { type LockedFulfilment, lockFulfilment } from './fulfilment.rows.ts'
import { pick } from './picking.ts'
import { say } from './said.ts'
import { completeSession, startSession } from './sessions.ts'
import { undo } from './undoing.ts'

type Step = Pick<StageInput, 'notes'> &
  Partial<Pick<StageInput, 'fulfilmentId' | 'number' | 'invoiceNo' | 'badge' | 'userEmail'>>

/** What a step does once its fulfilment is locked and its person known; gives the session it was about. */
type Work<I> = (
  tx: Tx,
  emit: Emit,
  call: Call,
  on: { fulfilment: LockedFulfilment; person: ScannedPerson; now: Date },
  input: I,
) => Promise<number>

export function fulfilmentCommands(
  { commands, clock, read }: Pick<Deps, 'commands' | 'clock' | 'read'>,
  queries: FulfilmentQueries,
): FulfilmentCommands {
  /** A step of the floor: finds the fulfilment and the person, does its work, and answers with both. */
  function step<I extends Step>(stage: FulfilmentStage, work: Work<I>) {
    return (call: Call, input: I): Promise<FulfilmentWithSession> =>
      commands.run(
        call,
        input,
        async (tx, emit) => {
          const id = await which(tx, call, stage, input)
          // The person first: a badge nobody knows says nothing of what it was held against.
          const person = await whoOf(tx, call, input)
          const fulfilment = await lockFulfilment(tx, call.caller, id)
          const sessionId = await work(tx, emit, call, { fulfilment, person, now: clock.now() }, input)
          return { id, sessionId }
        },
        async ({ id, sessionId }) => {
          const fulfilment = await queries.get(call, { id })
          const session = fulfilment.sessions.find((one) => one.id === sessionId)
          if (session === undefined) throw new Error(`Session ${sessionId} of ${fulfilment.number} is not there`)
          return { ...fulfilment, session }
        },
      )
  }

  function onOne<I extends { id: number; version?: number | undefined }>(
    work: (tx: Tx, emit: Emit, call: Call, fulfilment: LockedFulfilment, input: I, now: Date) => Promise<void>,
  ) {
    return (call: Call, input: I) =>
      commands.run(
        call,
        input,
        async (tx, emit) => {
          const fulfilment = await lockFulfilment(tx, call.caller, input.id)
          if (input.version !== undefined) requireVersion(input.version, fulfilment.version)
          await work(tx, emit, call, fulfilment, input, clock.now())
          return { id: input.id }
        },
        (one) => queries.get(call, one),
      )
  }

  const startDelivery: Work<StartDeliveryInput> = async (tx, emit, call, on, input) => {
    requireDeliveryWords(input)
    const { fulfilment, person, now } = on
    const { deliveryType, courierName, trackingNo, notes } = input
    const session = await startSession(tx, fulfilment, 'DELIVERY', person, {
      ...{ terminalId: call.caller.userId, startedAt: now },
      ...{ notes, deliveryType, courierName: courierName.trim(), trackingNo: trackingNo.trim() },
    })
    await dispatch(tx, emit, call, fulfilment, { userId: person.id }, now)
    await moveOn(tx, fulfilment, 'DISPATCHED', { dispatchedAt: now })
    say(emit, fulfilment, 'dispatched', {
      ...sessionPayload('DELIVERY', person),
      ...{ from: fulfilment.status, to: 'DISPATCHED', deliveryType, courierName, trackingNo },
    })
    return session.id
  }

  const completeDelivery: Work<Step> = async (tx, emit, _call, { fulfilment, person, now }, input) => {
    const session = await completeSession(tx, fulfilment, 'DELIVERY', person, input.notes, now)
    await arrive(tx, emit, fulfilment, now)
    await moveOn(tx, fulfilment, 'DELIVERED', { deliveredAt: now })
    say(emit, fulfilment, 'delivered', {
      ...sessionPayload('DELIVERY', person),
      ...{ from: fulfilment.status, to: 'DELIVERED' },
    })
    return session.id
  }

  return {
    create: (call, input) =>
      commands.run(
        call,
        input,
        (tx, emit) => create(tx, emit, call, input, clock.now()),
        (one) => queries.get(call, one),
      ),
    release: onOne((tx, emit, call, fulfilment, _input: { id: number }, now) =>
      release(tx, emit, call, fulfilment, now),
    ),
    cancel: onOne((tx, emit, call, fulfilment, input: CancelFulfilmentInput, now) =>
      cancel(tx, emit, call, fulfilment, input.reason, now),
    ),
    undo: onOne((tx, emit, call, fulfilment, input: UndoFulfilmentInput, now) =>
      undo(tx, emit, call, fulfilment, input.reason, now),
    ),

    startPicking: step('PICKING', async (tx, emit, call, { fulfilment, person, now }, { notes }: StageInput) => {
      const session = await startSession(tx, fulfilment, 'PICKING', person, {
        ...{ terminalId: call.caller.userId, startedAt: now, notes },
      })
      await moveOn(tx, fulfilment, 'PENDING', {})
      say(emit, fulfilment, 'pickingStarted', sessionPayload('PICKING', person))
      return session.id
    }),

    completePicking: step(
      'PICKING',
      async (tx, emit, call, { fulfilment, person, now }, input: CompletePickingInput) => {
        const session = await completeSession(tx, fulfilment, 'PICKING', person, input.notes, now)
        const short = await pick(tx, call, fulfilment, input.lines, now)
        await moveOn(tx, fulfilment, 'PICKED', { pickedAt: now })
        await inspectStaged(tx, emit, call, { ...fulfilment, type: 'fulfilment' }, now)
        say(emit, fulfilment, 'picked', {
          ...sessionPayload('PICKING', person),
          ...{ from: fulfilment.status, to: 'PICKED', short },
        })
        return session.id
      },
    ),

    startPacking: step('PACKING', async (tx, emit, call, { fulfilment, person, now }, { notes }: StageInput) => {
      const session = await startSession(tx, fulfilment, 'PACKING', person, {
        ...{ terminalId: call.caller.userId, startedAt: now, notes },
      })
      await moveOn(tx, fulfilment, 'PACKING', {})
      say(emit, fulfilment, 'packingStarted', {
        ...sessionPayload('PACKING', person),
        ...{ from: fulfilment.status, to: 'PACKING' },
      })
      return session.id
    }),

    completePacking: step('PACKING', async (tx, emit, _call, { fulfilment, person, now }, { notes }: StageInput) => {
      const session = await completeSession(tx, fulfilment, 'PACKING', person, notes, now)
      await moveOn(tx, fulfilment, 'PACKED', { packedAt: now })
      say(emit, fulfilment, 'packed', {
        ...sessionPayload('PACKING', person),
        ...{ from: fulfilment.status, to: 'PACKED' },
      })
      return session.id
    }),

    startDelivery: step('DELIVERY', startDelivery),
    completeDelivery: step('DELIVERY', completeDelivery),

    handOver: step('DELIVERY', async (tx, emit, call, on, input: HandOverInput) => {
      const sessionId = await startDelivery(tx, emit, call, on, input)
      if (!input.delivered) return sessionId
      const fulfilment = await lockFulfilment(tx, call.caller, on.fulfilment.id)
      return completeDelivery(tx, emit, call, { ...on, fulfilment }, { notes: '' })
    }),

    identify: (call, input) =>
      commands.run(
        call,
        input,
        async (tx) => {
          const { id, name, permissions } = await scannedPerson(tx, input)
          const stages = (Object.keys(stagePermission) as FulfilmentStage[]).filter((stage) =>
            permissions.has(stagePermission[stage]),
          )
          return { user: { id, name }, stages }
        },
        async ({ user, stages }) => {
          const open = await read
            .selectFrom('fulfilment_session as session')
            .innerJoin('fulfilment', 'fulfilment.id', 'session.fulfilment_id')
            .select(['fulfilment.id', 'fulfilment.number', 'session.stage', 'session.started_at'])
            .where('session.user_id', '=', user.id)
            .where('session.completed_at', 'is', null)
            .where('session.undone_at', 'is', null)
            .orderBy('session.id')
            .limit(50)
            .execute()
          return {
            user,
            stages,
            open: open.map((row) => ({
              fulfilmentId: row.id,
              number: row.number,
              stage: row.stage,
              startedAt: row.started_at.toISOString(),
            })),
          }
        },
      ),
  }
}

const sessionPayload = (stage: FulfilmentStage, person: ScannedPerson) => ({
  stage,
  userId: person.id,
  userName: person.name,
})

async function moveOn(
  tx: Tx,
  fulfilment: LockedFulfilment,
  status: FulfilmentStatus,
  stamps: Prisma.FulfilmentUpdateInput,
): Promise<void> {
  await tx.fulfilment.update({
    where: { id: fulfilment.id },
    data: { status, version: { increment: 1 }, ...stamps },
  })
}

/** Which fulfilment a step is about. A number of an invoice that has several means the one at this stage. */
async function which(tx: Tx, call: Call, stage: FulfilmentStage, input: Step): Promise<number> {
  if (input.fulfilmentId !== undefined) return input.fulfilmentId
  if (input.number !== undefined) {
    const [row] = await run(tx, build.selectFrom('fulfilment').select('id').where('number', '=', input.number))
    if (row === undefined) throw notFound('fulfilment', input.number)
    return row.id
  }
  return findOne((query) => run(tx, query), call.caller, { code: input.invoiceNo ?? '', stage }, 'invoice')
}

/** Who was scanned; the caller where nobody has to be. */
function whoOf(tx: Tx, call: Call, { badge, userEmail }: Step): Promise<ScannedPerson> {
  if (badge !== undefined) return scannedPerson(tx, { badge })
  if (userEmail !== undefined) return scannedPerson(tx, { userEmail })
  return Promise.resolve({
    id: call.caller.userId,
    name: call.caller.username,
    permissions: call.caller.permissions,
  })
}

/** What each way of delivery demands. */
function requireDeliveryWords({ deliveryType, courierName, badge, userEmail }: StartDeliveryInput): void {
  if (deliveryType === 'COURIER') {
    if (courierName.trim() === '') throw invalid('courierName', 'Say which courier takes it')
  } else if (badge === undefined && userEmail === undefined) {
    const who = deliveryType === 'DIRECT' ? 'the driver' : 'whoever carries it'
    throw invalid('userEmail', `Scan the badge of ${who}, or give their e-mail address`)
  }
}
