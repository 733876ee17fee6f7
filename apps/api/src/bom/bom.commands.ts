import { bomLifecycle } from '@framewright/contracts/bom/bom.lifecycle'
import type { BomRevisionInput } from '@framewright/contracts/bom/bom.schema'
import type { BomCommands, BomQueries } from '@framewright/contracts/bom/bom.service'
import type { Call } from '@framewright/contracts/core/context'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import { toDate } from '../core/clock.ts'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { importCsv } from '../import/import-csv.ts'
import { kinds } from '../import/kinds.ts'
import { addRevision, lineData, type NewLine, releaseRevision, requireLines } from './bom.revision.ts'

export function bomCommands(deps: Deps, queries: BomQueries): BomCommands {
  const { commands, clock } = deps
  const done = (call: Call) => ({ today: clock.today(), now: clock.now(), userId: call.caller.userId })
  const answer = (call: Call) => (made: { itemId: number; revision: number }) =>
    queries.get(call, { itemId: made.itemId, revision: made.revision })

  return {
    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const item = await lockMade(tx, input.itemId)
          const { itemId, basedOn, draft, notes, lines } = input
          const today = clock.today()
          const effective = input.effective ?? (draft ? null : today)
          requireToCome(effective, today)
          if (item.kind === 'FRAME') requireStages(lines)
          const revision = await addRevision(tx, { itemId, basedOn, draft, effective, notes, lines }, done(call))
          tell(emit, item, draft ? 'bomDrafted' : 'bomChanged', { revision, lines: lines.length, effective })
          return { itemId, revision }
        },
        answer(call),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { itemId, revision, lines, notes } = input
          const item = await lockMade(tx, itemId)
          const draft = await findRevision(tx, input)
          stepFor(bomLifecycle, 'update', draft, call.caller)
          requireVersion(input.version, draft.version)
          requireToCome(input.effective, clock.today())
          if (lines !== undefined) {
            if (item.kind === 'FRAME') requireStages(lines)
            await requireLines(tx, itemId, lines, clock.today())
            await tx.bomLine.deleteMany({ where: { bomId: draft.id } })
          }
          const effective = input.effective ? toDate(input.effective) : input.effective
          await tx.bom.update({
            where: { id: draft.id },
            data: {
              ...definedOnly({ notes, effective }),
              version: { increment: 1 },
              ...(lines === undefined ? {} : { lines: { create: lines.map(lineData) } }),
            },
          })
          tell(emit, item, 'bomDrafted', { revision, ...definedOnly({ lines: lines?.length }) })
          return { itemId, revision }
        },
        answer(call),
      )
    },

    release(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { itemId, revision } = input
          const item = await lockMade(tx, itemId)
          const draft = await findRevision(tx, input)
          stepFor(bomLifecycle, 'release', draft, call.caller)
          requireVersion(input.version, draft.version)
          const today = clock.today()
          const effective = input.effective ?? draft.effective ?? today
          requireToCome(effective, today)
          // What it takes may have come to take it since it was drafted.
          await requireLines(tx, itemId, draft.lines, today)
          await releaseRevision(tx, draft.id, effective, clock.now())
          tell(emit, item, 'bomChanged', { revision, lines: draft.lines.length, effective })
          return { itemId, revision }
        },
        answer(call),
      )
    },

    discard(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const item = await lockMade(tx, input.itemId)
          const draft = await findRevision(tx, input)
          stepFor(bomLifecycle, 'update', draft, call.caller)
          await tx.bom.delete({ where: { id: draft.id } })
          tell(emit, item, 'bomDiscarded', { revision: input.revision })
          return {}
        },
        async () => ({ ok: true as const }),
      )
    },

    import: (call, input) => importCsv(deps, call, kinds.bom, input),
  }
}

type MadeItem = Awaited<ReturnType<typeof lockMade>>

/** A frame is told of as a frame, whose page shows its bill too. */
function tell(emit: Emit, item: MadeItem, what: string, payload: Parameters<Emit>[0]['payload']): void {
  emit({ entity: item.kind === 'FRAME' ? 'frame' : 'item', id: item.id, what, payload: { ...payload, sku: item.sku } })
}

/** Holds the item's row, so that two editors come one after the other. */
async function lockMade(tx: Tx, id: number) {
  const [item] = await run(
    tx,
    build.selectFrom('item').select(['id', 'sku', 'name', 'kind']).where('id', '=', id).forNoKeyUpdate(),
  )
  if (item === undefined) throw notFound('item', id)
  if (item.kind === 'SERVICE') {
    throw ruleViolated('bom.service', `${item.name} is a service; only what is stocked is made out of materials.`)
  }
  return item
}

/** A revision with its lines, behind the lock of its item. */
async function findRevision(tx: Tx, { itemId, revision }: BomRevisionInput) {
  const bom = await tx.bom.findUnique({
    where: { itemId_revision: { itemId, revision } },
    include: { lines: { orderBy: { id: 'asc' } } },
  })
  if (bom === null) throw notFound('bill of materials', `${itemId}/${revision}`)
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null
  return {
    id: bom.id,
    status: bom.status,
    version: bom.version,
    effective: day(bom.effective),
    lines: bom.lines.map(
      (line): NewLine => ({
        componentId: line.componentId,
        quantity: line.quantity.toFixed(),
        unit: line.unit,
        scrapPercent: line.scrapPercent.toFixed(),
        stage: line.stage,
        validFrom: day(line.validFrom),
        validTo: day(line.validTo),
      }),
    ),
  }
}

function requireToCome(effective: string | null | undefined, today: string): void {
  if (effective && effective < today) {
    throw invalid('effective', 'A revision cannot come into force on a day gone by')
  }
}

/** A frame's materials are taken by its stages, each when it is done. */
function requireStages(lines: readonly NewLine[]): void {
  const fields = lines.flatMap((line, index) =>
    line.stage === null ? [{ path: `lines.${index}.stage`, message: 'A line of a frame needs a stage' }] : [],
  )
  if (fields.length === 0) return
  throw new DomainError('INVALID_INPUT', fields.map((field) => `${field.path}: ${field.message}`).join('; '), {
    fields,
  })
}
