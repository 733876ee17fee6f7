import { compareLines } from '@framewright/contracts/bom/bom.compare'
import type { Bom, BomLine, BomSummary } from '@framewright/contracts/bom/bom.schema'
import type { BomQueries } from '@framewright/contracts/bom/bom.service'
import { notFound } from '@framewright/contracts/errors'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { explode } from './bom.explode.ts'
import { createBomExport } from './bom.export.ts'
import { readBom } from './bom.rows.ts'
import { selectRevisions } from './bom.sql.ts'
import { whereUsed } from './bom.where-used.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`bom.id`, type: 'int4' },
  sku: { by: sql`lower(item.sku)`, type: 'text' },
  effective: { by: sql`coalesce(bom.effective, 'infinity'::date)`, type: 'date' },
}

export function bomQueries(deps: Pick<Deps, 'read' | 'readPool' | 'clock'>): BomQueries {
  const { read, clock } = deps
  const copy = createBomExport(deps)

  async function revisionOf(itemId: number, revision: number) {
    const bom = await readBom(read, itemId, clock.today(), revision)
    if (bom === undefined) throw notFound('bill of materials', `${itemId}/${revision}`)
    return bom
  }

  return {
    async list(_call, input) {
      return fetchPage(selectRevisions(read, input, clock.today()), input, {
        id: sql<number>`bom.id`,
        sorts,
        defaultSort: '-id',
        map: (row): BomSummary => ({
          id: row.id,
          item: { id: row.item_id, sku: row.sku, name: row.name, unit: row.unit, kind: row.kind },
          revision: row.revision,
          status: row.status,
          effective: row.effective,
          inForce: row.in_force,
          lines: Number(row.lines),
          notes: row.notes,
          createdBy: row.created_by_id === null ? null : { id: row.created_by_id, name: personName(row) },
          createdAt: row.created_at.toISOString(),
          releasedAt: row.released_at?.toISOString() ?? null,
        }),
      })
    },

    async get({ caller }, { itemId, revision }) {
      const bom = await readBom(read, itemId, clock.today(), revision, caller)
      if (bom === undefined) {
        throw revision === undefined ? notFound('item', itemId) : notFound('bill of materials', `${itemId}/${revision}`)
      }
      return bom
    },

    explode: (_call, input) => explode(read, input, clock.today()),
    whereUsed: (_call, input) => whereUsed(read, input, clock.today()),

    async compare(_call, { itemId, from, to }) {
      const [before, after] = await Promise.all([revisionOf(itemId, from), revisionOf(itemId, to)])
      return {
        itemId,
        from: headOf(before),
        to: headOf(after),
        lines: compareLines(before.lines.map(withoutStock), after.lines.map(withoutStock)),
      }
    },

    export: (_call, input) => copy(input),
  }
}

const headOf = ({ revision, status, effective }: Bom) => ({ revision, status: status ?? 'DRAFT', effective })
const withoutStock = ({ available: _, ...line }: BomLine) => line
