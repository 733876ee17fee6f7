import type { EventEntity } from '@framewright/contracts/event/event.schema'
import { expect, test } from 'vitest'
import { eventSentence } from './event-sentences.ts'

const said = (type: string, payload: Record<string, unknown>, actorId = 1) => {
  const entity = type.split('.')[0] as EventEntity
  const { sentence, subject, after, detail } = eventSentence({
    type,
    entity,
    entityId: 12,
    payload,
    actor: { id: actorId, name: 'Anna' },
  })
  return [`Anna ${sentence} ${subject}${after}`, detail]
}

test.each([
  [
    'task.completed',
    { kind: 'GLAZING', frameName: 'Kitchen window', quantity: '2', seconds: 720, from: 'IN_PROGRESS', to: 'COMPLETED' },
    'Anna finished glazing 2 × Kitchen window',
    '12 min',
  ],
  [
    'task.started',
    { kind: 'ASSEMBLY', frameName: 'Shop door', from: 'PENDING', to: 'IN_PROGRESS' },
    'Anna started assembling Shop door',
    '',
  ],
  ['task.paused', { from: 'IN_PROGRESS', to: 'PAUSED' }, 'Anna paused task no. 12', ''],
  [
    'purchaseOrder.created',
    { number: 'PO-7', supplierId: 3, totalAmount: '54.00', lines: 2, to: 'PENDING' },
    'Anna raised purchase order PO-7',
    '2 lines · total €54.00',
  ],
  [
    'purchaseOrder.received',
    { number: 'PO-7', receipt: 'GR-1', from: 'PENDING', to: 'PARTIALLY_RECEIVED' },
    'Anna received a delivery of purchase order PO-7',
    'GR-1',
  ],
  [
    'purchaseOrder.closedShort',
    { number: 'PO-7', from: 'PARTIALLY_RECEIVED', to: 'COMPLETED' },
    'Anna closed purchase order PO-7 short',
    '',
  ],
  [
    'purchaseOrder.updated',
    { number: 'PO-7', changed: ['expectedDate', 'supplierId'] },
    'Anna changed purchase order PO-7',
    'expected date, supplier',
  ],
  ['workOrder.assigned', { number: 'WO-1', from: null, to: 1 }, 'Anna took on work order WO-1', ''],
  ['workOrder.assigned', { number: 'WO-1', from: 2, to: 4 }, 'Anna assigned work order WO-1', ''],
  ['workOrder.progressed', { completed: '3' }, 'Anna brought work order no. 12 on by 3 pieces', ''],
  ['workOrder.lost', { number: 'WO-1', quantity: '1' }, 'Anna lost 1 piece of work order WO-1', ''],
  [
    'productionOrder.lost',
    {
      number: 'JO-1',
      quantity: '2',
      stage: 'ASSEMBLY',
      reason: 'Diagonal',
      nonConformanceId: 3,
      nonConformance: 'NCR-3',
    },
    'Anna lost 2 pieces of production order JO-1 after assembly',
    'Diagonal · NCR-3',
  ],
  ['user.updated', { changed: ['active'], active: false }, 'Anna deactivated user no. 12', ''],
  [
    'user.apiKeyCreated',
    { apiKeyId: 4, name: 'Export', scopes: ['item.read'] },
    'Anna made the API key “Export” for user no. 12',
    '',
  ],
  [
    'role.updated',
    { name: 'Planner', granted: ['item.read'], taken: [] },
    'Anna changed role Planner',
    '1 permission more',
  ],
  [
    'salesOrder.created',
    { number: 'SO-4', customerId: 2, total: '120.5', to: 'DRAFT' },
    'Anna wrote sales order SO-4',
    'total €120.50',
  ],
  [
    'salesOrder.partlyShipped',
    { number: 'SO-4', from: 'CONFIRMED', to: 'CONFIRMED', shipment: 'SH-2' },
    'Anna shipped a part of sales order SO-4',
    'SH-2',
  ],
  [
    'salesOrder.lineCancelled',
    { number: 'SO-4', lineNo: 2, itemName: 'Hinge', to: 'CONFIRMED' },
    'Anna took line 2 out of sales order SO-4',
    'Hinge',
  ],
  [
    'customer.merged',
    { duplicateId: 9, code: 'M2', name: 'Millers', salesOrders: 2 },
    'Anna merged “Millers” into customer no. 12',
    '2 orders moved',
  ],
  ['customer.updated', { name: 'Miller', active: false }, 'Anna deactivated customer Miller', ''],
  ['item.created', { sku: 'H-1', name: 'Hinge' }, 'Anna added item Hinge to the catalogue', ''],
])('%s', (type, payload, sentence, detail) => expect(said(type, payload)).toEqual([sentence, detail]))

test('an event nobody has thought of is read from its name', () => {
  expect(said('frame.paintedOver', { name: 'Oak door', from: 'DRAFT', to: 'DONE' })).toEqual([
    'Anna painted over frame Oak door',
    'Draft → Done',
  ])
})
