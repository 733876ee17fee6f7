import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type { Invoice } from '@framewright/contracts/invoice/invoice.schema'
import type { InvoiceQueries } from '@framewright/contracts/invoice/invoice.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { invoiceDocument } from '../document/invoice.ts'
import { pdfOf } from '../document/parts.ts'
import { readShop } from '../shop/shop.settings.ts'
import { type Kept, readKept } from '../statistics/kept.ts'
import { createInvoiceExport } from './export.ts'
import { toLine, toSummary } from './invoice.mapper.ts'
import { isFiltered, seesOwnOnly, selectInvoices, selectVisibleInvoices } from './invoice.sql.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`invoice.id`, type: 'int4' },
  number: { by: sql`invoice.number`, type: 'text' },
  invoiceDate: { by: sql`invoice.invoice_date`, type: 'date' },
  total: { by: sql`invoice.total`, type: 'numeric' },
}

export function invoiceQueries(deps: Pick<Deps, 'read' | 'readPool' | 'feed' | 'papers'>): InvoiceQueries {
  const { read, feed, papers } = deps
  const exportCsv = createInvoiceExport(deps)
  const queries: InvoiceQueries = {
    async list({ caller }, input) {
      return fetchPage(selectVisibleInvoices(read, caller, input), input, {
        id: sql<number>`invoice.id`,
        sorts,
        defaultSort: '-id',
        map: toSummary,
        total: isFiltered(input) ? undefined : keptInvoices(read, caller).then(({ total }) => total),
      })
    },

    async count({ caller }, input) {
      if (!isFiltered(input)) return keptInvoices(read, caller)
      const row = await selectVisibleInvoices(read, caller, input)
        .clearSelect()
        .select((eb) => [eb.fn.countAll<number>().as('total'), eb.fn.sum<string | null>('invoice.total').as('amount')])
        .executeTakeFirstOrThrow()
      return { total: Number(row.total), amount: decimal.money(row.amount ?? '0') }
    },

    async sources({ caller }) {
      const kept = await keptBuckets(read, caller)
      const sources = kept.filter(([, { count }]) => count > 0).map(([bucket]) => bucket.slice(bucket.indexOf(':') + 1))
      return { sources: [...new Set(sources)].toSorted() }
    },

    async get({ caller }, { id }) {
      const invoice = await readInvoice(read, id)
      if (seesOwnOnly(caller) && invoice.owner?.id !== caller.userId) throw notFound('invoice', id)
      return invoice
    },

    async pdf(call, { id }) {
      const invoice = await queries.get(call, { id })
      const [customer, shop] = await Promise.all([
        read.selectFrom('customer').select('code').where('id', '=', invoice.customer.id).executeTakeFirstOrThrow(),
        readShop(read),
      ])
      return pdfOf(papers, invoiceDocument(invoice, customer.code, shop))
    },

    export: ({ caller }, input) => exportCsv(caller, input),

    live: ({ caller }, { lastEventId }, signal) =>
      feed.stream(caller, lastEventId ? Number(lastEventId) : undefined, signal, 'invoices'),
  }
  return queries
}

/**
 * An invoice for whoever has just brought or written it; `get` asks whose it is first.
 * @throws DomainError NOT_FOUND
 */
export async function readInvoice(read: ReadDb, id: number): Promise<Invoice> {
  const [head, lines] = await Promise.all([
    selectInvoices(read)
      .leftJoin('app_user as creator', 'creator.id', 'invoice.created_by_id')
      .select(['invoice.customer_name', 'invoice.customer_address', 'invoice.customer_tax_id', 'invoice.created_at'])
      .select(['creator.id as creator_id', 'creator.username as creator_username'])
      .select(['creator.first_name as creator_first_name', 'creator.last_name as creator_last_name'])
      .where('invoice.id', '=', id)
      .executeTakeFirst(),
    readLines(read, id),
  ])
  if (head === undefined) throw notFound('invoice', id)
  const creator = {
    first_name: head.creator_first_name,
    last_name: head.creator_last_name,
    username: head.creator_username,
  }
  return {
    ...toSummary(head),
    billTo: { name: head.customer_name, address: head.customer_address, taxId: head.customer_tax_id },
    createdBy: head.creator_id === null ? null : { id: head.creator_id, name: personName(creator) },
    createdAt: head.created_at.toISOString(),
    lines: lines.map(toLine),
  }
}

const readLines = (read: ReadDb, invoiceId: number) =>
  read
    .selectFrom('invoice_line as line')
    .innerJoin('item', 'item.id', 'line.item_id')
    .select(['line.id', 'line.line_no', 'line.item_id', 'item.sku', 'line.item_name', 'item.unit', 'line.quantity'])
    .select(['line.unit_price', 'line.discount_percent', 'line.tax_rate'])
    .select(['line.subtotal', 'line.tax_total', 'line.total'])
    .where('line.invoice_id', '=', invoiceId)
    .orderBy('line.line_no')
    .execute()

/** The figures kept of the invoices a caller may see, by owner and source. */
async function keptBuckets(read: ReadDb, caller: Caller): Promise<[string, Kept][]> {
  const kept = (await readKept(read, ['invoice'])).invoice ?? {}
  return Object.entries(kept).filter(([bucket]) => !seesOwnOnly(caller) || bucket.startsWith(`${caller.userId}:`))
}

/** How many invoices the caller has in all and what they come to, without counting them. */
async function keptInvoices(read: ReadDb, caller: Caller): Promise<{ total: number; amount: string }> {
  const buckets = (await keptBuckets(read, caller)).map(([, kept]) => kept)
  return {
    total: buckets.reduce((total, { count }) => total + count, 0),
    amount: decimal.money(decimal.sum(buckets.map(({ amount }) => amount))),
  }
}
