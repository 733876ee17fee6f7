import { known, type Loading } from './known.ts'
import { diagonals, plans, thicknesses } from './quality.data.ts'

/** The plans of a type, before the goods they are for: a plan looks at what comes after it. */
export async function loadPlans(
  { call, services }: Loading,
  ids: ReadonlyMap<string, number>,
  type: (typeof plans)[number]['type'],
): Promise<void> {
  for (const { sku, characteristics, ...plan } of plans.filter((one) => one.type === type)) {
    await services.inspectionPlan.create(call, {
      ...plan,
      itemId: known(ids, sku),
      instructions: '',
      characteristics: characteristics.map((one) => ({ unit: '', instructions: '', ...one })),
    })
  }
}

/** Inspections of an item that wait, the oldest first. */
async function waiting({ call, services }: Loading, itemId: number): Promise<number[]> {
  const open = await services.inspection.list(call, { itemId, status: ['OPEN'], limit: 50, sort: 'id' })
  return open.items.map(({ id }) => id)
}

/** Records the deliveries of glass: one fails, and a non-conformance is opened by it; the last one still waits. */
export async function inspectGlass(loading: Loading, ids: ReadonlyMap<string, number>): Promise<void> {
  const { call, services } = loading
  const open = await waiting(loading, known(ids, 'GL-DBL-24'))
  for (const [at, measured] of thicknesses.entries()) {
    const id = open[at]
    if (id === undefined) return
    const tooThick = measured.some((value) => Number(value) > 24.5)
    await services.inspection.record(call, {
      id,
      readings: [
        ...measured.map((value, piece) => ({ lineNo: 1, sample: piece + 1, value })),
        { lineNo: 2, sample: 0, passed: true },
      ],
      ...(tooThick ? { failedQuantity: '2' } : {}),
      defect: '',
      severity: 'MINOR',
      notes: tooThick ? 'Two panes do not fit the rebate.' : '',
    })
  }
}

/** Records the oldest inspection that waits for windows just made. */
export async function inspectWindows(loading: Loading, itemId: number): Promise<void> {
  const [id] = await waiting(loading, itemId)
  if (id === undefined) return
  await loading.services.inspection.record(loading.call, {
    id,
    readings: [
      ...diagonals.map((value, piece) => ({ lineNo: 1, sample: piece + 1, value })),
      { lineNo: 2, sample: 0, passed: true },
    ],
    defect: '',
    severity: 'MINOR',
    notes: '',
  })
}
