import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import {
  type FulfilmentStage,
  fulfilmentStages,
  stagePermission,
} from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { FulfilmentLine } from '@framewright/contracts/fulfilment/fulfilment.schema'
import type { FulfilmentQueries } from '@framewright/contracts/fulfilment/fulfilment.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { readShop } from '../shop/shop.settings.ts'
import { bucketsOf, keptCount, keptTotal } from '../statistics/kept.ts'
import { findOne } from './finding.ts'
import { toSession, toSummary, toTask } from './fulfilment.mapper.ts'
import { claimed } from './fulfilment.rows.ts'
import { isFiltered, seesOwnOnly, selectFulfilments, selectVisibleFulfilments, waitingFor } from './fulfilment.sql.ts'
import { type PickPlace, pickPlacesOf, placesToWalk } from './pick-places.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`fulfilment.id`, type: 'int4' },
  number: { by: sql`fulfilment.number`, type: 'text' },
  // What has no day comes after all that has one.
  dueDate: { by: sql`coalesce(fulfilment.due_date, 'infinity'::date)`, type: 'date' },
  status: { by: sql`fulfilment.status`, type: 'fulfilment_status' },
}
const mostOnOneList = 200

export function fulfilmentQueries({ read, clock, papers }: Pick<Deps, 'read' | 'clock' | 'papers'>): FulfilmentQueries {
  const queries: FulfilmentQueries = {
    list({ caller }, input) {
      return fetchPage(selectVisibleFulfilments(read, caller, input, clock.today()), input, {
        id: sql<number>`fulfilment.id`,
        sorts,
        defaultSort: '-id',
        map: toSummary(caller),
        total: isFiltered(input) ? undefined : keptCount('fulfilment', ownBuckets(caller)),
      })
    },

    async count({ caller }, input) {
      if (!isFiltered(input)) return { total: await keptTotal(read, 'fulfilment', ownBuckets(caller)) }
      const row = await selectVisibleFulfilments(read, caller, input, clock.today())
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    async get({ caller }, { id }) {
      const [head, lines, sessions, places] = await Promise.all([
        selectHeads(read, clock.today()).where('fulfilment.id', '=', id).executeTakeFirst(),
        readLines(read, id),
        readSessions(read, id),
        pickPlacesOf(read, [id]),
      ])
      if (head === undefined || (seesOwnOnly(caller) && head.owner_id !== caller.userId))
        throw notFound('fulfilment', id)
      return {
        ...toSummary(caller)(head),
        notes: head.notes,
        createdBy:
          head.created_by_id === null
            ? null
            : {
                id: head.created_by_id,
                name: personName({
                  first_name: head.creator_first_name,
                  last_name: head.creator_last_name,
                  username: head.creator_username,
                }),
              },
        shipTo: { name: head.ship_to_name, address: head.ship_to_address, phone: head.ship_to_phone },
        releasedAt: head.released_at?.toISOString() ?? null,
        pickedAt: head.picked_at?.toISOString() ?? null,
        packedAt: head.packed_at?.toISOString() ?? null,
        shipment: head.shipment,
        lines: lines.map((line) => toLine(line, head.status, places)),
        sessions: sessions.map(toSession),
      }
    },

    async outstanding({ caller }, { salesOrderId, invoiceId }) {
      const sales = salesOrderId !== undefined
      const id = salesOrderId ?? invoiceId ?? 0
      const source = await read
        .selectFrom(sales ? 'sales_order' : 'invoice')
        .select('owner_id')
        .where('id', '=', id)
        .executeTakeFirst()
      if (source === undefined || (seesOwnOnly(caller) && source.owner_id !== caller.userId))
        throw notFound(sales ? 'salesOrder' : 'invoice', id)
      const lines = sales
        ? await read
            .selectFrom('sales_order_line')
            .select(['id', sql<string>`(quantity - shipped)::text`.as('open')])
            .where('order_id', '=', id)
            .where('cancelled', '=', false)
            .orderBy('line_no')
            .execute()
        : await read
            .selectFrom('invoice_line')
            .select(['id', sql<string>`quantity::text`.as('open')])
            .where('invoice_id', '=', id)
            .orderBy('line_no')
            .execute()
      const { rows } = await claimed(
        sales ? 'sales' : 'invoice',
        lines.map((line) => line.id),
      ).execute(read)
      const taken = new Map(rows.map((row) => [row.id, row.quantity]))
      return {
        lines: lines.map((line) => ({
          lineId: line.id,
          outstanding: decimal.quantity(decimal.subtract(line.open, taken.get(line.id) ?? '0')),
        })),
      }
    },

    async find(call, input) {
      const id = await findOne(async (query) => (await read.executeQuery(query.compile())).rows, call.caller, input)
      return queries.get(call, { id })
    },

    label: (call, { id }) => queries.labels(call, { ids: [id] }),

    async labels({ caller }, { ids }) {
      const [rows, shop] = await Promise.all([
        selectHeads(read, clock.today()).where('fulfilment.id', 'in', ids).execute(),
        readShop(read),
      ])
      const heads = ids.map((id) => {
        const head = rows.find((row) => row.id === id)
        if (head === undefined || (seesOwnOnly(caller) && head.owner_id !== caller.userId))
          throw notFound('fulfilment', id)
        return head
      })
      const labels = heads.map((head) => ({
        number: head.number,
        source: head.invoice_no ?? head.order_number ?? '',
        dueDate: head.due_date,
        to: { name: head.ship_to_name, address: head.ship_to_address, phone: head.ship_to_phone },
      }))
      const made = new Date(Math.max(...heads.map((head) => head.created_at.getTime())))
      const bytes = await papers.draw('labels', labels, shop.name, made)
      const fileName = labels.length === 1 ? `${labels[0]?.number}-label.pdf` : 'labels.pdf'
      return { fileName, base64: bytes.toString('base64') }
    },

    async pickList({ caller }, { fulfilmentIds }) {
      let query = selectVisibleFulfilments(read, caller, { status: ['PENDING'] }, clock.today())
      if (fulfilmentIds !== undefined) query = query.where('fulfilment.id', 'in', fulfilmentIds)
      const rows = await query
        .orderBy(sql`coalesce(fulfilment.due_date, 'infinity'::date)`)
        .orderBy('fulfilment.id')
        .limit(mostOnOneList + 1)
        .execute()
      const here = rows.slice(0, mostOnOneList)
      return {
        fulfilments: here.map(({ id, number, customer, due_date: dueDate }) => ({ id, number, customer, dueDate })),
        places: await placesToWalk(
          read,
          here.map((row) => row.id),
        ),
        more: rows.length > mostOnOneList,
      }
    },

    tasks({ caller }, input) {
      const stages = fulfilmentStages.filter(
        (stage) =>
          caller.permissions.has(stagePermission[stage]) && (input.stage === undefined || input.stage === stage),
      )
      let query = selectFulfilments(read, clock.today()).where(
        'fulfilment.status',
        'in',
        stages.length === 0 ? ['CREATED'] : stages.flatMap((stage: FulfilmentStage) => [...waitingFor[stage]]),
      )
      if (stages.length === 0) query = query.where(sql<boolean>`false`)
      if (input.mine !== undefined)
        query = query.where(sql<boolean>`coalesce(session.user_id = ${caller.userId}, false)`, 'is', input.mine)
      if (input.search) {
        const like = containing(input.search.toLowerCase())
        query = query.where(sql<boolean>`(lower(fulfilment.number) like ${like} or lower(customer.name) like ${like})`)
      }
      return fetchPage(query, input, {
        id: sql<number>`fulfilment.id`,
        sorts,
        defaultSort: 'dueDate',
        map: toTask(caller),
      })
    },
  }
  return queries
}

/** Fulfilments as their page and their label show them. */
const selectHeads = (read: ReadDb, today: string) =>
  selectFulfilments(read, today)
    .leftJoin('app_user as creator', 'creator.id', 'fulfilment.created_by_id')
    .select(['fulfilment.notes', 'fulfilment.created_by_id', 'fulfilment.released_at'])
    .select(['fulfilment.picked_at', 'fulfilment.packed_at', 'creator.username as creator_username'])
    .select(['creator.first_name as creator_first_name', 'creator.last_name as creator_last_name'])
    .select([
      sql<string>`coalesce(nullif(invoice.customer_name, ''), customer.name)`.as('ship_to_name'),
      sql<string>`coalesce(nullif(invoice.customer_address, ''), customer.address)`.as('ship_to_address'),
      sql<string>`customer.phone`.as('ship_to_phone'),
      sql<
        string | null
      >`(select number from shipment where shipment.fulfilment_id = fulfilment.id and undone_at is null)`.as(
        'shipment',
      ),
    ])

const readLines = (read: ReadDb, id: number) =>
  read
    .selectFrom('fulfilment_line as line')
    .innerJoin('item', 'item.id', 'line.item_id')
    .select(['line.id', 'line.line_no', 'line.item_id', 'line.item_name', 'item.sku', 'item.unit', 'item.kind'])
    .select(['line.quantity', 'line.picked', 'line.short_reason', 'line.delivered'])
    .select(
      sql<string>`(select coalesce(sum(on_hand - reserved), 0)::text from stock_balance b
        where b.item_id = line.item_id and b.usage = 'STORAGE')`.as('available'),
    )
    .where('line.fulfilment_id', '=', id)
    .orderBy('line.line_no')
    .execute()
type LineRow = Awaited<ReturnType<typeof readLines>>[number]

const readSessions = (read: ReadDb, id: number) =>
  read
    .selectFrom('fulfilment_session as session')
    .innerJoin('app_user as person', 'person.id', 'session.user_id')
    .select(['session.id', 'session.stage', 'session.user_id', 'session.started_at', 'session.completed_at'])
    .select(['session.undone_at', 'session.notes', 'session.delivery_type', 'session.courier_name'])
    .select(['session.tracking_no', 'person.username', 'person.first_name', 'person.last_name'])
    .where('session.fulfilment_id', '=', id)
    .orderBy('session.id')
    .execute()

function toLine(line: LineRow, status: string, places: readonly PickPlace[]): FulfilmentLine {
  const stocked = line.kind !== 'SERVICE'
  return {
    id: line.id,
    lineNo: line.line_no,
    itemId: line.item_id,
    sku: line.sku,
    itemName: line.item_name,
    unit: line.unit,
    stocked,
    quantity: decimal.quantity(line.quantity),
    picked: decimal.quantity(line.picked),
    short: shortOf(line, status, stocked),
    shortReason: line.short_reason,
    delivered: decimal.quantity(line.delivered),
    available: decimal.quantity(line.available),
    places: places
      .filter((place) => place.lineId === line.id)
      .map(({ locationId, code, name, quantity }) => ({ locationId, code, name, quantity })),
  }
}

function shortOf(line: LineRow, status: string, stocked: boolean): string {
  const missing = (there: string) => {
    const short = decimal.subtract(line.quantity, there)
    return decimal.isPositive(short) ? decimal.quantity(short) : '0'
  }
  if (status === 'CREATED') return stocked ? missing(line.available) : '0'
  return status === 'PENDING' || status === 'CANCELLED' ? '0' : missing(line.picked)
}

/** The figures of fulfilments are kept by owner. */
const ownBuckets = (caller: Caller) => (seesOwnOnly(caller) ? bucketsOf(caller.userId) : undefined)
