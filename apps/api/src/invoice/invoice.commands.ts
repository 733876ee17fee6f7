import type { Call } from '@framewright/contracts/core/context'
import { toErrorBody } from '@framewright/contracts/core/procedure'
import { DomainError } from '@framewright/contracts/errors'
import type { ImportInvoicesInput, ImportInvoicesResult } from '@framewright/contracts/invoice/invoice.schema'
import type { InvoiceCommands, InvoiceQueries } from '@framewright/contracts/invoice/invoice.service'
import type { Deps } from '../core/deps.ts'
import { importCsv } from '../import/import-csv.ts'
import { kinds } from '../import/kinds.ts'
import { bill } from './billing.ts'
import { importInvoice } from './importing.ts'
import { readInvoice } from './invoice.queries.ts'

type One = ImportInvoicesInput['invoices'][number]
type Result = ImportInvoicesResult['results'][number]

export function invoiceCommands(
  deps: Pick<Deps, 'commands' | 'read' | 'clock' | 'databaseUrl' | 'feed'>,
  queries: InvoiceQueries,
): InvoiceCommands {
  const { commands, read, clock } = deps
  /** What becomes of one of many; it has a transaction of its own. */
  async function importOne(call: Call, one: One): Promise<Result> {
    if (!one.ok) {
      const message = one.fields.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
      const error = { code: 'INVALID_INPUT', message, details: { fields: one.fields } }
      return { invoiceNo: one.invoiceNo, outcome: 'refused', id: null, error }
    }
    const { invoiceNo } = one.invoice
    try {
      const { id, created } = await commands.run(
        { ...call, idempotencyKey: undefined },
        one.invoice,
        (tx, emit) => importInvoice(tx, emit, call, one.invoice, clock.now()),
        async (result) => result,
      )
      return { invoiceNo, outcome: created ? 'created' : 'same', id, error: null }
    } catch (thrown) {
      // What nobody expected, or a server that is too busy, is no answer to one of them but to the whole request.
      if (!(thrown instanceof DomainError) || thrown.domainCode === 'UNAVAILABLE') throw thrown
      const error = toErrorBody(thrown)
      const details = { ...error.details } as Record<string, unknown>
      const differs = details.rule === 'invoice.differs'
      const id = differs ? (details.id as number) : null
      return { invoiceNo, outcome: differs ? 'conflict' : 'refused', id, error: { ...error, details } }
    }
  }

  return {
    import(call, input) {
      return commands.run(
        call,
        input,
        (tx, emit) => importInvoice(tx, emit, call, input, clock.now()),
        ({ id }) => readInvoice(read, id),
      )
    },

    importMany(call, input) {
      // The key is claimed first and the invoices follow, each by itself: the same request again gets the first answer, or,
      // where that was never given, does what is left, since each invoice goes in once.
      return commands.run(
        call,
        input,
        async () => null,
        async () => {
          const results: Result[] = []
          for (const one of input.invoices) results.push(await importOne(call, one))
          const many = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome).length
          return {
            created: many('created'),
            same: many('same'),
            conflict: many('conflict'),
            refused: many('refused'),
            results,
          }
        },
      )
    },

    importCsv: (call, input) => importCsv(deps, call, kinds.invoice, input),

    create(call, input) {
      return commands.run(
        call,
        input,
        (tx, emit) => bill(tx, emit, call, input, clock.today()),
        (invoice) => queries.get(call, invoice),
      )
    },
  }
}
