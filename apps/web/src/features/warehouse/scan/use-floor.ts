import { badgePrefix } from '@framewright/contracts/badge/badge.code'
import { stageOf } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type {
  Fulfilment,
  FulfilmentWithSession,
  StartDeliveryInput,
  Worker,
} from '@framewright/contracts/fulfilment/fulfilment.schema'
import { useCallback, useEffect, useRef, useState } from 'react'
import { errorSentence, mayRetry } from '~/lib/errors.ts'
import type { ActionDraft, QueuePath } from '~/lib/offline/action.ts'
import { queue } from '~/lib/offline/offline.ts'
import { queueState } from '~/lib/offline/queue-state.ts'
import { client } from '~/lib/trpc.ts'
import { type Count, isSettled, leftOf, scanItem, setCounted, shortLines } from './counting.ts'
import { forgetCounts, keepCounts, packsOf, picksOf, withKept } from './counts-of.ts'
import { useFlash } from './flash.tsx'
import { knownFulfilment, knownPerson, noteFulfilment, pickListOf, rememberPerson } from './known-here.ts'
import { stageWords, waitsWords } from './words.ts'

/** How a person says who they are. Held in memory only: whoever reloads the page scans their badge again. */
export type Credential = { badge: string } | { userEmail: string }

/** What is done now. `counting` has a session open; `delivering` waits for how it leaves, or for its arrival. */
export type Work =
  | {
      step: 'counting'
      stage: 'PICKING' | 'PACKING'
      fulfilment: Fulfilment
      sessionId: number
      counts: readonly Count[]
    }
  | { step: 'delivering'; fulfilment: Fulfilment }

interface Person {
  worker: Worker
  credential: Credential
}

/** A shared device forgets who held it when nobody has scanned for this long. */
const forgetAfterMs = 15 * 60_000

export type Delivery = Pick<StartDeliveryInput, 'deliveryType' | 'courierName' | 'trackingNo'>

/**
 * The scan loop: badge, document, items, done. One thing is expected at a time, and everything a scanner says goes to
 * that. What the server refuses is said in its own sentence, and nothing moves on.
 * @param first the document to begin with, without its being scanned; `onTaken` hears when it was.
 */
export function useFloor(first?: string, onTaken: () => void = () => {}) {
  const [person, setPerson] = useState<Person | null>(null)
  const [work, setWork] = useState<Work | null>(null)
  const [busy, setBusy] = useState(false)
  const flash = useFlash()
  const lastScan = useRef(Date.now())

  const leave = useCallback(() => {
    setWork(null)
    setPerson(null)
  }, [])
  useEffect(() => {
    const timer = setInterval(() => {
      if (Date.now() - lastScan.current > forgetAfterMs) leave()
    }, 30_000)
    return () => clearInterval(timer)
  }, [leave])

  /** Runs one call to the server; says its refusal. */
  const attempt = async (act: () => Promise<void>) => {
    setBusy(true)
    try {
      await act()
    } catch (error) {
      flash.say({ kind: 'wrong', words: errorSentence(error) })
    } finally {
      setBusy(false)
    }
  }

  const identify = (credential: Credential) =>
    attempt(async () => {
      const code = 'badge' in credential ? credential.badge : credential.userEmail
      const worker = await withoutNetwork(
        () => client.fulfilment.identify.mutate(credential),
        () => knownPerson(code),
      )
      void rememberPerson(code, worker).catch(() => undefined)
      setPerson({ worker, credential })
      if (first === undefined) return flash.say({ kind: 'right', words: worker.user.name })
      // Whatever becomes of it: the next person at this device has scanned nothing.
      onTaken()
      await take(first, { worker, credential })
    })

  const count = async (fulfilment: Fulfilment, stage: 'PICKING' | 'PACKING', sessionId: number) => {
    const counts = stage === 'PICKING' ? picksOf(await pickListOf(fulfilment.id), fulfilment.id) : packsOf(fulfilment)
    setWork({ step: 'counting', stage, fulfilment, sessionId, counts: withKept(sessionId, counts) })
  }

  /** Begins what a fulfilment waits for, or goes on with it. */
  const open = async (found: Fulfilment, { worker, credential }: Person) => {
    const stage = stageOf[found.status]
    const { openSession } = found
    if (stage === undefined) throw new Refusal(waitsWords(found))
    if (isDoneHere(found.id, stage)) throw new Refusal(`${found.number} is done here already; it waits to be sent.`)
    if (openSession && openSession.user.id !== worker.user.id && stage !== 'DELIVERY') {
      throw new Refusal(`${openSession.user.name} is ${stageWords[stage].doing} ${found.number}.`)
    }
    if (stage === 'DELIVERY') {
      setWork({ step: 'delivering', fulfilment: found })
    } else if (openSession) {
      await count(found, stage, openSession.id)
    } else {
      const path = stage === 'PICKING' ? 'fulfilment.startPicking' : 'fulfilment.startPacking'
      const said = { fulfilmentId: found.id, ...credential, notes: '' }
      const begin = `Begin to ${stageWords[stage].verb.toLowerCase()}`
      const started = isQueued(found.id, path) ? undefined : await send(found, path, begin, said)
      // Begun without a network it has no session yet: what was counted is kept under a number no session has.
      if (started) await count(started, stage, started.session.id)
      else await count(found, stage, -(found.id * 2 + (stage === 'PICKING' ? 0 : 1)))
    }
    flash.say({ kind: 'right', words: `${stageWords[stage].verb} ${found.number}` })
  }

  const take = async (code: string, by: Person) => {
    try {
      const found = await withoutNetwork(
        () => client.fulfilment.find.query({ code }),
        async () => knownFulfilment(code),
      )
      noteFulfilment(found)
      await open(found, by)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      flash.say({ kind: 'wrong', words: error.message })
    }
  }
  const document = (code: string, by: Person) => attempt(() => take(code, by))

  const complete = (now: Work & { step: 'counting' }, by: Person) =>
    attempt(async () => {
      const { fulfilment, sessionId, counts, stage } = now
      const said = { fulfilmentId: fulfilment.id, ...by.credential, notes: '' }
      const label = `${stageWords[stage].verb} done`
      const done =
        stage === 'PICKING'
          ? await send(fulfilment, 'fulfilment.completePicking', label, { ...said, lines: shortLines(counts) })
          : await send(fulfilment, 'fulfilment.completePacking', label, said)
      forgetCounts(sessionId)
      setWork(null)
      flash.say({ kind: 'done', words: `${fulfilment.number} ${stageWords[stage].done}${done ? '' : keptWords}` })
    })

  const setCounts = (now: Work & { step: 'counting' }, counts: readonly Count[]) => {
    keepCounts(now.sessionId, counts)
    const next = { ...now, counts }
    setWork(next)
    return next
  }

  const item = (code: string, now: Work & { step: 'counting' }, by: Person) => {
    const { counts, scanned } = scanItem(now.counts, code)
    if (scanned.kind === 'notHere') {
      return flash.say({ kind: 'wrong', words: `${code} does not belong to ${now.fulfilment.number}.` })
    }
    if (scanned.kind === 'tooMany') {
      return flash.say({ kind: 'wrong', words: `Enough of ${code}: put this one back.` })
    }
    const next = setCounts(now, counts)
    const counted = counts[scanned.index] as Count
    if (scanned.kind === 'counted') return flash.say({ kind: 'right', words: `${leftOf(counted)} left` })
    // Everything was scanned, so there is nothing left to ask. Who packs still closes the parcel and says so.
    const all = scanned.finished && now.stage === 'PICKING' && counts.every((one) => one.reason === '')
    if (all) return void complete(next, by)
    flash.say({ kind: 'right', words: scanned.finished ? 'All there' : `${counted.sku} complete` })
  }

  /** Whatever a scanner, the camera or a hand gives: it goes to what is expected now. */
  const onCode = (code: string) => {
    lastScan.current = Date.now()
    if (isBadge(code)) return void identify({ badge: code })
    if (person === null) return void identify(code.includes('@') ? { userEmail: code } : { badge: code })
    if (work?.step === 'counting') return item(code, work, person)
    return void document(code, person)
  }

  const deliver = (how: Delivery | null) =>
    attempt(async () => {
      if (work?.step !== 'delivering' || person === null) return
      const said = { fulfilmentId: work.fulfilment.id, ...person.credential, notes: '' }
      const { fulfilment } = work
      const done = how
        ? await send(fulfilment, 'fulfilment.startDelivery', 'Hand over', { ...said, ...how })
        : await send(fulfilment, 'fulfilment.completeDelivery', 'Delivered', said)
      setWork(null)
      const words = how ? 'is on its way' : 'delivered'
      flash.say({ kind: 'done', words: `${fulfilment.number} ${words}${done ? '' : keptWords}` })
    })

  return {
    /** What is taken up as soon as somebody has said who they are. */
    first,
    person,
    work,
    busy,
    flash,
    onCode,
    identify,
    deliver,
    /** Takes up a fulfilment that was touched in the list instead of scanned. */
    take: (number: string) => person && document(number, person),
    finish: () => person && work?.step === 'counting' && complete(work, person),
    set: (index: number, counted: string, reason: string) => {
      lastScan.current = Date.now()
      if (work?.step === 'counting') setCounts(work, setCounted(work.counts, index, counted, reason))
    },
    /** Leaves what is open for later: its session stays open and its counts are kept. */
    putAside: () => setWork(null),
    leave,
  }
}
export type Floor = ReturnType<typeof useFloor>

const keptWords = '. Kept here, and sent when the connection is back.'

/** What the server says, or what this device knows where the server cannot be asked. */
async function withoutNetwork<T>(ask: () => Promise<T>, known: () => Promise<T | undefined>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const found = mayRetry(error) ? await known() : undefined
    if (found === undefined) throw error
    return found
  }
}

/**
 * Keeps what was done on the device and sends it. What was done before it on the same fulfilment goes first.
 * @returns the fulfilment as it then is; undefined where it could not be sent yet.
 * @throws the server's refusal.
 */
async function send<P extends QueuePath>(
  { id, number }: Fulfilment,
  path: P,
  verb: string,
  input: ActionDraft<P>['input'],
): Promise<FulfilmentWithSession | undefined> {
  const draft: ActionDraft<P> = { path, input, document: `fulfilment:${id}`, label: `${verb}: ${number}` }
  const settled = await (await queue()).submit(draft)
  if (settled.kind === 'refused') throw settled.error
  return settled.kind === 'done' ? (settled.output as FulfilmentWithSession | undefined) : undefined
}

const lastOf = {
  PICKING: 'fulfilment.completePicking',
  PACKING: 'fulfilment.completePacking',
  DELIVERY: 'fulfilment.startDelivery',
} as const

/** Whether a stage was finished on this device and the server has not heard of it. */
const isDoneHere = (id: number, stage: keyof typeof lastOf): boolean => isQueued(id, lastOf[stage])

/** Whether a step of a fulfilment is kept on this device. */
const isQueued = (id: number, step: QueuePath): boolean =>
  queueState.get().actions.some(({ document, path }) => document === `fulfilment:${id}` && path === step)

/** Why a fulfilment cannot be taken up, found before asking the server. */
class Refusal extends Error {}

const isBadge = (code: string) => code.startsWith(badgePrefix)

export const isShort = (counts: readonly Count[]) => counts.some((count) => isSettled(count) && count.reason !== '')
