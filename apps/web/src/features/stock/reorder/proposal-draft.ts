import * as decimal from '@framewright/contracts/core/decimal'
import type { OrderProposalsInput, ReorderProposals } from '@framewright/contracts/stock/stock.schema'

export type Proposal = ReorderProposals['items'][number]

/** A proposal as it is being changed; what was not touched follows the server's. */
export interface Draft {
  selected?: boolean
  quantity?: string
  unitPrice?: string
  supplier?: { id: number; name: string } | null
}
export type Drafts = Readonly<Record<number, Draft>>

/** A proposal as the screen shows it and would send it. */
export interface Wanted {
  proposal: Proposal
  selected: boolean
  quantity: string
  unitPrice: string
  supplier: { id: number; name: string } | null
  /** What keeps it from being ordered; undefined when nothing does. */
  missing: string | undefined
}

const quantityLike = /^\d{1,12}(\.\d{1,6})?$/
const priceLike = /^\d{1,12}(\.\d{1,4})?$/

/** The server's proposals with what was changed here; those with a supplier are selected from the beginning. */
export function wanted(proposals: readonly Proposal[], drafts: Drafts): Wanted[] {
  return proposals.map((proposal) => {
    const draft = drafts[proposal.itemId] ?? {}
    const supplier = draft.supplier === undefined ? proposal.supplier : draft.supplier
    const quantity = draft.quantity ?? proposal.quantity
    const unitPrice = draft.unitPrice ?? proposal.unitPrice
    return {
      proposal,
      supplier,
      quantity,
      unitPrice,
      selected: draft.selected ?? proposal.supplier !== null,
      missing: missingOf(supplier, quantity, unitPrice),
    }
  })
}

function missingOf(supplier: Wanted['supplier'], quantity: string, unitPrice: string): string | undefined {
  if (supplier === null) return 'Choose a supplier'
  if (!quantityLike.test(quantity) || !decimal.isPositive(quantity)) return 'How much?'
  return priceLike.test(unitPrice) ? undefined : 'At what price?'
}

/** What the selected ones come to: the lines to send, how many orders they make, their total. */
export function orderOf(all: readonly Wanted[]) {
  const selected = all.filter((one) => one.selected)
  const lines: OrderProposalsInput['lines'] = selected.flatMap(
    ({ proposal, supplier, quantity, unitPrice, missing }) =>
      supplier === null || missing !== undefined
        ? []
        : [{ itemId: proposal.itemId, supplierId: supplier.id, quantity, unitPrice }],
  )
  return {
    selected: selected.length,
    lines,
    complete: lines.length === selected.length,
    suppliers: new Set(lines.map((line) => line.supplierId)).size,
    total: decimal.money(decimal.sum(lines.map((line) => decimal.lineTotal(line)))),
  }
}
