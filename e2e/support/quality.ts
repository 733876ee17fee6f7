import type { Rest } from './rest.ts'

/** What a shop has after some weeks of inspecting: measured, failed, decided, waiting. */
export interface QualityData {
  planId: number
  openId: number
  passedId: number
  failedId: number
  ncrId: number
  decidedNcrId: number
  /** A confirmed order that waits for its outgoing inspection, and a packed fulfilment whose inspection failed. */
  orderId: number
  fulfilmentId: number
}

const gap = {
  name: 'Gap between sash and frame',
  kind: 'NUMERIC',
  unit: 'mm',
  nominal: '4',
  lower: '3.5',
  upper: '4.5',
}
const seal = { name: 'Seal all round', kind: 'PASS_FAIL', instructions: 'By hand, corners first' }
/** A process that holds, and then drifts: one beyond three sigma, and a run above the centre. */
const means = [4, 4.05, 3.95, 4.02, 3.98, 4.03, 3.97, 4.01, 3.6, 4.1, 4.12, 4.1, 4.11, 4.13, 4.1, 4.12, 4.11, 4.14]
const defects = ['Scratch on the outer pane', 'Bubble', 'Seal missing', 'Corner open', 'Wrong handing', 'Colour']

/** Makes such data over REST; whoever asks may do everything. */
export async function makeQuality(rest: Rest, userEmail: string): Promise<QualityData> {
  const ask = async <T = { id: number }>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await rest<T>(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const { id: itemId } = await ask('POST', '/inventory/products', {
    ...{ sku: 'SASH-TILT-1230', name: 'Tilt and turn sash 1230 × 1480', unitPrice: '420', openingStock: '40' },
  })
  const plan = (type: string, characteristics: object[], more = {}) =>
    ask('POST', '/qc/plans', {
      ...{ name: `${type === 'OUTGOING' ? 'Before it leaves' : 'When it is made'}: sashes`, type, itemId },
      ...{ sampling: 'FIXED', sampleValue: '1', instructions: 'On the table, lit from the side.', characteristics },
      ...more,
    })
  const { id: planId } = await plan('IN_PROCESS', [gap, seal, { ...gap, name: 'Diagonal', nominal: null }])
  await plan('OUTGOING', [seal])

  const inspect = (quantity = '5') =>
    ask<{ id: number; number: string }>('POST', '/qc/inspections', { type: 'IN_PROCESS', itemId, planId, quantity })
  const record = (id: number, value: string, more = {}) =>
    ask<{ id: number; nonConformances: { id: number }[] }>('POST', `/qc/inspections/${id}/record`, {
      readings: [
        { lineNo: 1, sample: 1, value },
        { lineNo: 2, passed: true },
        { lineNo: 3, sample: 1, value },
      ],
      ...more,
    })
  let passedId = 0
  for (const mean of means) passedId = (await record((await inspect()).id, String(mean))).id
  const failed = await record((await inspect()).id, '4.75', {
    ...{ failedQuantity: '2', defect: defects[0], notes: 'The hinge side binds.' },
  })
  for (const [at, defect] of defects.entries())
    for (let times = 0; times < 9 - at * 2 || times < 1; times++)
      await ask('POST', '/qc/ncr', { itemId, quantity: '1', defect, severity: at === 2 ? 'CRITICAL' : 'MINOR' })
  const decided = await ask('POST', '/qc/ncr', { itemId, quantity: '1', defect: 'Bubble', severity: 'MAJOR' })
  await ask('POST', `/qc/ncr/${decided.id}/disposition`, { disposition: 'REWORK', notes: 'Reseat the bead.' })
  const { id: openId } = await inspect('1')
  // What it measured first and no longer does stays to be looked at.
  const before = await ask<{ version: number; name: string }>('GET', `/qc/plans/${planId}`)
  await ask('PUT', `/qc/plans/${planId}`, {
    ...{
      version: before.version,
      active: true,
      name: before.name,
      type: 'IN_PROCESS',
      itemId,
      sampling: 'FIXED',
      sampleValue: '1',
    },
    ...{ instructions: 'On the table, lit from the side.', characteristics: [gap, seal] },
  })

  const { id: customerId } = await ask('POST', '/inventory/customers', { name: 'Haus am See GmbH' })
  const order = async () => {
    const { id } = await ask('POST', '/sales/orders', { customerId, lines: [{ itemId, quantity: 3 }] })
    await ask('POST', `/sales/orders/${id}/confirm`)
    return id
  }
  const { id: fulfilmentId } = await ask('POST', '/fulfilments', { salesOrderId: await order() })
  for (const step of ['picking/start', 'picking/complete', 'packing/start', 'packing/complete'])
    await ask('POST', `/sales/${step}`, { fulfilmentId, userEmail })
  await ask('POST', '/qc/oqc', { fulfilmentId, readings: [{ lineNo: 1, passed: false }], defect: 'Seal missing' })
  return {
    ...{ planId, openId, passedId, failedId: failed.id, ncrId: failed.nonConformances[0]?.id ?? 0 },
    ...{ decidedNcrId: decided.id, orderId: await order(), fulfilmentId },
  }
}
