import type { CreateBomInput } from '@framewright/contracts/bom/bom.schema'
import type { BomCommands, BomQueries } from '@framewright/contracts/bom/bom.service'
import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { Deps } from '../core/deps.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { addRevision } from './bom.revision.ts'

export function bomCommands({ commands, clock }: Deps, queries: BomQueries): BomCommands {
  return {
    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const item = await lockMade(tx, input.itemId)
          const today = clock.today()
          const effective = input.effective ?? today
          if (effective < today) throw invalid('effective', 'A revision cannot come into force on a day gone by')
          if (item.kind === 'FRAME') requireStages(input)
          const { itemId, basedOn, lines } = input
          const revision = await addRevision(tx, { itemId, basedOn, effective, lines }, today)
          emit({
            entity: item.kind === 'FRAME' ? 'frame' : 'item',
            id: itemId,
            what: 'bomChanged',
            payload: { revision, lines: lines.length, sku: item.sku, effective },
          })
          return { itemId, revision }
        },
        (made) => queries.get(call, made),
      )
    },
  }
}

/** Holds the item's row, so that two editors come one after the other. */
async function lockMade(tx: Tx, id: number) {
  const [item] = await run(
    tx,
    build.selectFrom('item').select(['sku', 'name', 'kind']).where('id', '=', id).forNoKeyUpdate(),
  )
  if (item === undefined) throw notFound('item', id)
  if (item.kind === 'SERVICE') {
    throw ruleViolated('bom.service', `${item.name} is a service; only what is stocked is made out of materials.`)
  }
  return item
}

/** A frame's materials are taken by its stages, each when it is done. */
function requireStages(input: CreateBomInput): void {
  const fields = input.lines.flatMap((line, index) =>
    line.stage === null ? [{ path: `lines.${index}.stage`, message: 'A line of a frame needs a stage' }] : [],
  )
  if (fields.length === 0) return
  throw new DomainError('INVALID_INPUT', fields.map((field) => `${field.path}: ${field.message}`).join('; '), {
    fields,
  })
}
