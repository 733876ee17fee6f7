import { badgePrefix } from '@framewright/contracts/badge/badge.code'
import { stageOf } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { Fulfilment, StartDeliveryInput, Worker } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { useCallback, useEffect, useRef, useState } from 'react'
import { errorSentence } from '~/lib/errors.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { client } from '~/lib/trpc.ts'
import { type Count, isSettled, leftOf, scanItem, setCounted, shortLines } from './counting.ts'
import { forgetCounts, keepCounts, packsOf, picksOf, withKept } from './counts-of.ts'
import { useFlash } from './flash.tsx'
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
      const worker = await client.fulfilment.identify.mutate(credential)
      setPerson({ worker, credential })
      if (first === undefined) return flash.say({ kind: 'right', words: worker.user.name })
      // Whatever becomes of it: the next person at this device has scanned nothing.
      onTaken()
      await take(first, { worker, credential })
    })

  const count = async (fulfilment: Fulfilment, stage: 'PICKING' | 'PACKING', sessionId: number) => {
    const counts =
      stage === 'PICKING'
        ? picksOf(await client.fulfilment.pickList.query({ fulfilmentIds: [fulfilment.id] }), fulfilment.id)
        : packsOf(fulfilment)
    setWork({ step: 'counting', stage, fulfilment, sessionId, counts: withKept(sessionId, counts) })
  }

  const changed = (fulfilment: Fulfilment) => invalidateDocument('fulfilment', fulfilment.id)

  /** Begins what a fulfilment waits for, or goes on with it. */
  const open = async (found: Fulfilment, { worker, credential }: Person) => {
    const stage = stageOf[found.status]
    const { openSession } = found
    if (stage === undefined) throw new Refusal(waitsWords(found))
    if (openSession && openSession.user.id !== worker.user.id && stage !== 'DELIVERY') {
      throw new Refusal(`${openSession.user.name} is ${stageWords[stage].doing} ${found.number}.`)
    }
    if (stage === 'DELIVERY') {
      setWork({ step: 'delivering', fulfilment: found })
    } else if (openSession) {
      await count(found, stage, openSession.id)
    } else {
      const start = stage === 'PICKING' ? client.fulfilment.startPicking : client.fulfilment.startPacking
      const started = await start.mutate({ fulfilmentId: found.id, ...credential, notes: '' })
      changed(started)
      await count(started, stage, started.session.id)
    }
    flash.say({ kind: 'right', words: `${stageWords[stage].verb} ${found.number}` })
  }

  const take = async (code: string, by: Person) => {
    try {
      await open(await client.fulfilment.find.query({ code }), by)
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
      const done =
        stage === 'PICKING'
          ? await client.fulfilment.completePicking.mutate({ ...said, lines: shortLines(counts) })
          : await client.fulfilment.completePacking.mutate(said)
      forgetCounts(sessionId)
      changed(done)
      setWork(null)
      flash.say({ kind: 'done', words: `${done.number} ${stageWords[stage].done}` })
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
      const done = how
        ? await client.fulfilment.startDelivery.mutate({ ...said, ...how })
        : await client.fulfilment.completeDelivery.mutate(said)
      changed(done)
      setWork(null)
      flash.say({ kind: 'done', words: `${done.number} ${how ? 'is on its way' : 'delivered'}` })
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

/** Why a fulfilment cannot be taken up, found before asking the server. */
class Refusal extends Error {}

const isBadge = (code: string) => code.startsWith(badgePrefix)

export const isShort = (counts: readonly Count[]) => counts.some((count) => isSettled(count) && count.reason !== '')
