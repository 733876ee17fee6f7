import type { PurchaseOrder } from '@framewright/contracts/purchase-order/purchase-order.schema'
import type { PartyChoice } from '~/components/party/party.ts'
import type { Inputs } from '~/lib/trpc.ts'
import type { LinesForm, LinesFormSpec } from '~/lib/use-lines-form.ts'
import { checkLines, draftOf, emptyLine, type LineDraft, lineSpec, linesInput, sentLines } from './line-draft.ts'

/** An order as it is being typed. */
export interface OrderDraft {
  supplier: PartyChoice
  orderDate: string
  expectedDate: string
  notes: string
  lines: readonly LineDraft[]
}

/** A new order; a supplier may be given by the page one comes from. */
export const newDraft = (supplier: PartyChoice = { id: null, name: '' }): OrderDraft => ({
  supplier,
  orderDate: '',
  expectedDate: '',
  notes: '',
  lines: [emptyLine()],
})

/** The server's order, ready to be typed over. */
export const draftOfOrder = (order: PurchaseOrder): OrderDraft => ({
  supplier: order.supplier,
  orderDate: order.orderDate,
  expectedDate: order.expectedDate ?? '',
  notes: order.notes,
  lines: order.lines.map(draftOf),
})

/** Whether two drafts say the same; the names of rows and hints of stock are not part of what is said. */
export const sameDraft = (a: OrderDraft, b: OrderDraft): boolean => said(a) === said(b)

const said = (draft: OrderDraft) =>
  JSON.stringify([
    draft.supplier.id ?? draft.supplier.name.trim(),
    draft.orderDate,
    draft.expectedDate,
    draft.notes.trim(),
    sentLines(draft.lines).map((line) => [line.itemId ?? line.itemName, line.quantity, line.unitPrice]),
  ])

/** What is missing in the head of the order. */
export function checkHead(draft: OrderDraft): Record<string, string> {
  const errors: Record<string, string> = {}
  if (draft.supplier.id === null && draft.supplier.name.trim() === '') errors.supplierId = 'Who is it ordered from?'
  if (draft.expectedDate !== '' && draft.orderDate !== '' && draft.expectedDate < draft.orderDate) {
    errors.expectedDate = 'Before it is ordered'
  }
  if (sentLines(draft.lines).length === 0) errors.lines = 'An order needs at least one line.'
  return errors
}

export function createInput(draft: OrderDraft): Inputs['purchaseOrder']['create'] {
  return {
    ...(draft.supplier.id === null ? { supplierName: draft.supplier.name.trim() } : { supplierId: draft.supplier.id }),
    ...(draft.orderDate === '' ? {} : { orderDate: draft.orderDate }),
    expectedDate: draft.expectedDate === '' ? null : draft.expectedDate,
    notes: draft.notes,
    lines: linesInput(draft.lines),
  }
}

/** Only what was changed: lines that were not touched need not be replaced, and cannot be once something has come. */
export function updateInput(
  order: Pick<PurchaseOrder, 'id' | 'version'>,
  before: OrderDraft,
  draft: OrderDraft,
): Inputs['purchaseOrder']['update'] {
  const linesChanged = !sameDraft({ ...before, lines: draft.lines }, before)
  return {
    id: order.id,
    version: order.version,
    ...(draft.supplier.id !== null && draft.supplier.id !== before.supplier.id
      ? { supplierId: draft.supplier.id }
      : {}),
    ...(draft.orderDate !== before.orderDate && draft.orderDate !== '' ? { orderDate: draft.orderDate } : {}),
    ...(draft.expectedDate !== before.expectedDate ? { expectedDate: draft.expectedDate || null } : {}),
    ...(draft.notes !== before.notes ? { notes: draft.notes } : {}),
    ...(linesChanged ? { lines: linesInput(draft.lines) } : {}),
  }
}

/** What the form needs to know of an order. */
export const orderForm: LinesFormSpec<OrderDraft, LineDraft> = {
  columns: lineSpec.columns,
  same: sameDraft,
  checkHead,
  checkLines,
  sent: sentLines,
}
export type OrderForm = LinesForm<OrderDraft, LineDraft>
