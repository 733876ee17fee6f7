import { countsOn, needOf } from '@framewright/contracts/bom/bom.need'
import * as decimal from '@framewright/contracts/core/decimal'
import {
  type ProductionOrderStatus,
  underWay,
} from '@framewright/contracts/production-order/production-order.lifecycle'
import type {
  ProductionMaterial,
  ProductionOutput,
} from '@framewright/contracts/production-order/production-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { readBom } from '../bom/bom.rows.ts'
import { personName } from '../core/names.ts'
import { available } from '../stock/stock.sql.ts'
import { isTaken } from './production-order.making.ts'

const atLeastZero = (value: string) => decimal.quantity(decimal.isPositive(value) ? value : '0')

/** A released order's materials, in order. */
export async function readMaterials(
  read: ReadDb,
  orderId: number,
  status: ProductionOrderStatus,
): Promise<ProductionMaterial[]> {
  const rows = await read
    .selectFrom('production_order_line as line')
    .innerJoin('item', 'item.id', 'line.component_id')
    .innerJoin('item_stock', 'item_stock.item_id', 'item.id')
    .select(['line.id', 'line.line_no', 'line.component_id', 'line.stage', 'line.quantity_per', 'line.unit'])
    .select(['line.scrap_percent', 'line.needed', 'line.consumed'])
    .select(['item.sku', 'item.name', 'item.kind', 'item.unit as component_unit', available.as('available')])
    .select((eb) =>
      eb
        .selectFrom('reservation as promised')
        .select(sql<string>`coalesce(sum(promised.quantity - promised.consumed), 0)`.as('open'))
        .whereRef('promised.production_line_id', '=', 'line.id')
        .where('promised.released', '=', false)
        .$asScalar()
        .$notNull()
        .as('reserved'),
    )
    .where('line.order_id', '=', orderId)
    .orderBy('line.line_no')
    .execute()
  const wants = (underWay as readonly ProductionOrderStatus[]).includes(status)
  return rows.map((row) => {
    const open = decimal.subtract(row.needed, decimal.add(row.consumed, row.reserved))
    return {
      id: row.id,
      lineNo: row.line_no,
      componentId: row.component_id,
      sku: row.sku,
      name: row.name,
      componentUnit: row.component_unit,
      stage: row.stage,
      quantityPer: decimal.quantity(row.quantity_per),
      unit: row.unit,
      scrapPercent: decimal.quantity(row.scrap_percent),
      needed: decimal.quantity(row.needed),
      consumed: decimal.quantity(row.consumed),
      reserved: decimal.quantity(row.reserved),
      short: wants && row.kind !== 'SERVICE' ? atLeastZero(open) : '0',
      available: decimal.quantity(row.available),
    }
  })
}

/** What a draft would take by the bill of materials in force, and that bill's revision. */
export async function previewMaterials(
  read: ReadDb,
  itemId: number,
  planned: string,
  today: string,
): Promise<{ revision: number; materials: ProductionMaterial[] }> {
  const [bom, frame] = await Promise.all([
    readBom(read, itemId, today),
    read.selectFrom('frame').select('stages').where('id', '=', itemId).executeTakeFirst(),
  ])
  const taken = (bom?.lines ?? []).filter((line) => countsOn(line, today) && isTaken(line.stage, frame?.stages ?? null))
  const materials = taken.map((line, index): ProductionMaterial => {
    const needed = needOf(line, planned)
    return {
      id: null,
      lineNo: index + 1,
      componentId: line.componentId,
      sku: line.sku,
      name: line.name,
      componentUnit: line.componentUnit,
      stage: line.stage,
      quantityPer: line.quantity,
      unit: line.unit,
      scrapPercent: line.scrapPercent,
      needed,
      consumed: '0',
      reserved: '0',
      short: atLeastZero(decimal.subtract(needed, line.available)),
      available: line.available,
    }
  })
  return { revision: bom?.revision ?? 0, materials }
}

/** What was made of an order, the first first. */
export async function readOutputs(read: ReadDb, orderId: number): Promise<ProductionOutput[]> {
  const rows = await read
    .selectFrom('production_output as output')
    .leftJoin('app_user as person', 'person.id', 'output.operator_id')
    .leftJoin('machine', 'machine.id', 'output.machine_id')
    .leftJoin('non_conformance as ncr', 'ncr.id', 'output.non_conformance_id')
    .select(['ncr.id as ncr_id', 'ncr.number as ncr_number'])
    .select(['output.machine_id', 'machine.code as machine_code', 'machine.name as machine_name'])
    .select(['output.shift', 'output.machine_cost'])
    .select(['output.stage', 'output.finished', 'output.task_id'])
    .select(['output.id', 'output.good', 'output.scrapped', 'output.reason', 'output.operator_id'])
    .select(['output.started_at', 'output.ended_at', 'output.material_cost', 'output.unit_cost'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
    .where('output.order_id', '=', orderId)
    .orderBy('output.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    stage: row.stage,
    finished: row.finished,
    taskId: row.task_id,
    nonConformance: row.ncr_id === null ? null : { id: row.ncr_id, number: row.ncr_number ?? '' },
    good: decimal.quantity(row.good),
    scrapped: decimal.quantity(row.scrapped),
    reason: row.reason,
    operator: row.operator_id === null ? null : { id: row.operator_id, name: personName(row) },
    machine:
      row.machine_id === null
        ? null
        : { id: row.machine_id, code: row.machine_code ?? '', name: row.machine_name ?? '' },
    shift: row.shift,
    machineCost: decimal.money(row.machine_cost),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at.toISOString(),
    materialCost: decimal.money(row.material_cost),
    unitCost: decimal.unitPrice(row.unit_cost),
  }))
}
