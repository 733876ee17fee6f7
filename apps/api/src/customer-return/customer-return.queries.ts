import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { CustomerReturnQueries } from '@framewright/contracts/customer-return/customer-return.service'
import { notFound } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { bucketsOf, keptCount } from '../statistics/kept.ts'
import { orNull, toSummary } from './customer-return.mapper.ts'
import { type Runner, sourceOf } from './customer-return.rows.ts'
import { isFiltered, seesOwnOnly, selectReturns } from './customer-return.sql.ts'
import { returnableLines } from './returnable.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`customer_return.id`, type: 'int4' },
  number: { by: sql`customer_return.number`, type: 'text' },
  status: { by: sql`customer_return.status`, type: 'customer_return_status' },
}

export function customerReturnQueries({ read }: Pick<Deps, 'read'>): CustomerReturnQueries {
  const runner: Runner = async (query) => (await query.execute(read)).rows
  return {
    list: ({ caller }, input) =>
      fetchPage(selectReturns(read, caller, input), input, {
        id: sql<number>`customer_return.id`,
        sorts,
        defaultSort: '-id',
        map: (row) => toSummary(row, caller),
        total: isFiltered(input) ? undefined : keptCount('customerReturn', ownBuckets(caller)),
      }),

    async get({ caller }, { id }) {
      const [head, lines] = await Promise.all([
        selectReturns(read, caller, {})
          .leftJoin('app_user as creator', 'creator.id', 'customer_return.created_by_id')
          .select(['customer_return.notes', 'customer_return.received_at', 'customer_return.closed_at'])
          .select(['creator.id as creator_id', 'creator.username as creator_username'])
          .select(['creator.first_name as creator_first_name', 'creator.last_name as creator_last_name'])
          .leftJoin('app_user as creditor', 'creditor.id', 'customer_return.credited_by_id')
          .select(['customer_return.credit_subtotal', 'customer_return.credit_tax_total'])
          .select(['customer_return.credit_total', 'customer_return.credited_at', 'creditor.id as creditor_id'])
          .select(['creditor.username as creditor_username', 'creditor.first_name as creditor_first_name'])
          .select('creditor.last_name as creditor_last_name')
          .where('customer_return.id', '=', id)
          .executeTakeFirst(),
        readLines(read, id),
      ])
      if (head === undefined) throw notFound('return', id)
      const creator = {
        first_name: head.creator_first_name,
        last_name: head.creator_last_name,
        username: head.creator_username,
      }
      return {
        ...toSummary(head, caller),
        notes: head.notes,
        createdBy: head.creator_id === null ? null : { id: head.creator_id, name: personName(creator) },
        receivedAt: head.received_at?.toISOString() ?? null,
        closedAt: head.closed_at?.toISOString() ?? null,
        credit:
          head.credit_no === null || head.credited_at === null
            ? null
            : {
                number: head.credit_no,
                subtotal: decimal.money(head.credit_subtotal ?? '0'),
                taxTotal: decimal.money(head.credit_tax_total ?? '0'),
                total: decimal.money(head.credit_total ?? '0'),
                at: head.credited_at.toISOString(),
                by:
                  head.creditor_id === null
                    ? null
                    : {
                        id: head.creditor_id,
                        name: personName({
                          first_name: head.creditor_first_name,
                          last_name: head.creditor_last_name,
                          username: head.creditor_username,
                        }),
                      },
              },
        lines: lines.map((line) => ({
          id: line.id,
          lineNo: line.line_no,
          itemId: line.item_id,
          sku: line.sku,
          itemName: line.item_name,
          unit: line.unit,
          quantity: decimal.quantity(line.quantity),
          received: orNull(line.received),
          passed: orNull(line.passed),
          failed: orNull(line.failed),
          finding: line.finding,
          credited: decimal.quantity(line.credited),
          creditSubtotal: decimal.money(line.credit_subtotal),
          creditTaxTotal: decimal.money(line.credit_tax_total),
        })),
      }
    },

    async returnable({ caller }, input) {
      const source = await sourceOf(runner, caller, input)
      const lines = await runner(returnableLines(source))
      return {
        source: { type: source.type, id: source.id, number: source.number },
        customer: { id: source.customerId, name: source.customer },
        lines: lines.map(({ kind: _, ...line }) => ({
          ...line,
          delivered: decimal.quantity(line.delivered),
          returned: decimal.quantity(line.returned),
          returnable: decimal.quantity(line.returnable),
        })),
      }
    },
  }
}

const readLines = (read: ReadDb, returnId: number) =>
  read
    .selectFrom('customer_return_line as line')
    .innerJoin('item', 'item.id', 'line.item_id')
    .select(['line.id', 'line.line_no', 'line.item_id', 'item.sku', 'line.item_name', 'item.unit'])
    .select(['line.quantity', 'line.received', 'line.passed', 'line.failed', 'line.finding'])
    .select(['line.credited', 'line.credit_subtotal', 'line.credit_tax_total'])
    .where('line.return_id', '=', returnId)
    .orderBy('line.line_no')
    .execute()

/** The figures of returns are kept by owner. */
const ownBuckets = (caller: Caller) => (seesOwnOnly(caller) ? bucketsOf(caller.userId) : undefined)
