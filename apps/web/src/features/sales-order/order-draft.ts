import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import type { PartyChoice } from '~/components/party/party.ts'
import type { Inputs } from '~/lib/trpc.ts'
import type { LinesForm, LinesFormSpec } from '~/lib/use-lines-form.ts'
import { checkLines, draftOf, emptyLine, type LineDraft, lineSpec, linesInput, sentLines } from './sales-line.ts'

/** An order as it is being typed. */
export interface OrderDraft {
  customer: PartyChoice
  /** Null: whoever writes it. */
  owner: { id: number; name: string } | null
  orderDate: string
  dueDate: string
  notes: string
  lines: readonly LineDraft[]
}

/** A new order; a customer may be given by the page one comes from. */
export const newDraft = (customer: PartyChoice = { id: null, name: '' }): OrderDraft => ({
  customer,
  owner: null,
  orderDate: '',
  dueDate: '',
  notes: '',
  lines: [emptyLine()],
})

/** The server's order, ready to be typed over; what was taken out of it stays out. */
export const draftOfOrder = (order: SalesOrder): OrderDraft => ({
  customer: order.customer,
  owner: order.owner,
  orderDate: order.orderDate,
  dueDate: order.dueDate ?? '',
  notes: order.notes,
  lines: order.lines.filter((line) => !line.cancelled).map(draftOf),
})

/** Whether two drafts say the same; the names of rows and hints of stock are not part of what is said. */
export const sameDraft = (a: OrderDraft, b: OrderDraft): boolean => said(a) === said(b)

const said = (draft: OrderDraft) =>
  JSON.stringify([
    draft.customer.id ?? draft.customer.name.trim(),
    draft.owner?.id,
    draft.orderDate,
    draft.dueDate,
    draft.notes.trim(),
    sentLines(draft.lines).map((line) => [
      line.itemId ?? line.itemName,
      line.quantity,
      line.unitPrice,
      line.discountPercent,
      line.taxRate,
    ]),
  ])

/** What is missing in the head of the order. */
export function checkHead(draft: OrderDraft): Record<string, string> {
  const errors: Record<string, string> = {}
  if (draft.customer.id === null) {
    errors.customerId = draft.customer.name.trim() === '' ? 'Who is it for?' : 'Choose one from the list'
  }
  if (draft.dueDate !== '' && draft.orderDate !== '' && draft.dueDate < draft.orderDate) {
    errors.dueDate = 'Before it is ordered'
  }
  if (sentLines(draft.lines).length === 0) errors.lines = 'An order needs at least one line.'
  return errors
}

export function createInput(draft: OrderDraft): Inputs['salesOrder']['create'] {
  return {
    customerId: draft.customer.id ?? 0,
    ...(draft.owner === null ? {} : { ownerId: draft.owner.id }),
    ...(draft.orderDate === '' ? {} : { orderDate: draft.orderDate }),
    dueDate: draft.dueDate || null,
    notes: draft.notes,
    lines: linesInput(draft.lines),
  }
}

/** Only what was changed, so that a confirmed order can still be given another due day. */
export function updateInput(
  order: Pick<SalesOrder, 'id' | 'version'>,
  before: OrderDraft,
  draft: OrderDraft,
): Inputs['salesOrder']['update'] {
  const { customer, owner, orderDate, dueDate, notes, lines } = draft
  return {
    id: order.id,
    version: order.version,
    ...(customer.id !== null && customer.id !== before.customer.id ? { customerId: customer.id } : {}),
    ...(owner !== null && owner.id !== before.owner?.id ? { ownerId: owner.id } : {}),
    ...(orderDate !== before.orderDate && orderDate !== '' ? { orderDate } : {}),
    ...(dueDate !== before.dueDate ? { dueDate: dueDate || null } : {}),
    ...(notes !== before.notes ? { notes } : {}),
    ...(sameDraft({ ...before, lines }, before) ? {} : { lines: linesInput(lines) }),
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
