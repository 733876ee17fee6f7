import * as decimal from '@framewright/contracts/core/decimal'
import { makingKinds, type TaskKind } from '@framewright/contracts/task/task.kind'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'

/** A stage of an order as a command sees it, behind the order's lock. */
export interface OrderStage {
  stage: TaskKind
  good: string
  scrapped: string
  ready: string
}

/** Where an output stands among the stages of its order; `null`: it goes through all of them at once. */
export interface StagePlace {
  stages: readonly OrderStage[]
  stage: TaskKind | null
}

/**
 * The stages that make an item, in order: a frame's own, and of anything else those its lines name. Whatever names none
 * is assembled. Installation makes nothing: it takes what is made to the customer's.
 */
export function makingStages(frameStages: readonly TaskKind[] | null, lines: readonly (TaskKind | null)[]): TaskKind[] {
  const named = new Set(frameStages ?? lines.map((stage) => stage ?? 'ASSEMBLY'))
  const stages = makingKinds.filter((kind) => named.has(kind))
  return stages.length > 0 ? stages : ['ASSEMBLY']
}

/** The stages of a released order, the first first. */
export function orderStages(tx: Tx, orderId: number): Promise<OrderStage[]> {
  return run(
    tx,
    build
      .selectFrom('production_order_stage')
      .select(['stage'])
      .select([
        sql<string>`good::text`.as('good'),
        sql<string>`scrapped::text`.as('scrapped'),
        sql<string>`ready::text`.as('ready'),
      ])
      .where('order_id', '=', orderId)
      .orderBy('position'),
  )
}

export const firstOf = (stages: readonly OrderStage[]): TaskKind => stages[0]?.stage ?? 'ASSEMBLY'
export const lastOf = (stages: readonly OrderStage[]): TaskKind => stages.at(-1)?.stage ?? 'ASSEMBLY'

/** Whether what is done comes off the last stage: it is a product then. */
export const finishes = ({ stages, stage }: StagePlace): boolean => stage === null || stage === lastOf(stages)
/** Whether what is done was begun with it: nothing comes from a stage before. */
export const begins = ({ stages, stage }: StagePlace): boolean => stage === null || stage === firstOf(stages)

/** What was lost on the way to a stage: it never comes there. */
export const lostBefore = (stages: readonly OrderStage[], stage: TaskKind): string =>
  decimal.sum(
    stages
      .slice(
        0,
        stages.findIndex((one) => one.stage === stage),
      )
      .map((one) => one.scrapped),
  )

/** What is still to be done at a stage of the quantity planned: what was lost before never comes there. May be below zero. */
export const leftAt = (planned: string, stages: readonly OrderStage[], stage: TaskKind): string =>
  decimal.subtract(planned, decimal.add(lostBefore(stages, stage), doneAt(stages, stage)))

/** What is still to be done where an output stands; of one that goes through all stages, what none of them has begun. */
export const leftFor = (planned: string, { stages, stage }: StagePlace): string =>
  stage === null
    ? stages.map((one) => leftAt(planned, stages, one.stage)).reduce((least, left) => decimal.min(least, left))
    : leftAt(planned, stages, stage)

/** How many have gone through a stage, good or lost. */
export const doneAt = (stages: readonly OrderStage[], stage: TaskKind): string => {
  const own = stages.find((one) => one.stage === stage)
  return decimal.add(own?.good ?? '0', own?.scrapped ?? '0')
}

/** The stages after an output. What goes through all of them is good at each, and what it loses it loses at the last. */
export function advanced({ stages, stage }: StagePlace, good: string, scrapped: string): OrderStage[] {
  const last = lastOf(stages)
  return stages.map((one) => {
    if (stage !== null && one.stage !== stage) return one
    if (stage === null && one.stage !== last) {
      return { ...one, good: decimal.sum([one.good, good, scrapped]) }
    }
    return { ...one, good: decimal.add(one.good, good), scrapped: decimal.add(one.scrapped, scrapped) }
  })
}

/** The stages after so many that had come off one good are lost: it has done as many as before, and less of them are good. */
export const without = (stages: readonly OrderStage[], stage: TaskKind, quantity: string): OrderStage[] =>
  stages.map((one) =>
    one.stage === stage
      ? { ...one, good: decimal.subtract(one.good, quantity), scrapped: decimal.add(one.scrapped, quantity) }
      : one,
  )

/**
 * Writes how far the stages of an order are, and with it what lies before each: what came off the stage before less what
 * was done, nothing once the order is no longer under way.
 */
export async function saveStages(
  tx: Tx,
  order: { id: number; planned: string },
  stages: readonly OrderStage[],
  under: boolean,
): Promise<void> {
  const ready = stages.map((one, index) => {
    const lies = decimal.subtract(stages[index - 1]?.good ?? order.planned, decimal.add(one.good, one.scrapped))
    return under && decimal.isPositive(lies) ? lies : '0'
  })
  await tx.$executeRaw`
    UPDATE production_order_stage AS s SET good = now.good, scrapped = now.scrapped, ready = now.ready
    FROM unnest(
      ${stages.map((one) => one.stage)}::task_kind[], ${stages.map((one) => one.good)}::numeric[],
      ${stages.map((one) => one.scrapped)}::numeric[], ${ready}::numeric[]
    ) AS now (stage, good, scrapped, ready)
    WHERE s.order_id = ${order.id} AND s.stage = now.stage`
}
