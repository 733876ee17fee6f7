import { describe, expect, it } from 'vitest'
import { permissionNames } from '../permissions.ts'
import { fulfilmentActionsFor, fulfilmentStatuses, undoneTo } from './fulfilment.lifecycle.ts'
import { CreateFulfilmentInput, StageInput, StartDeliveryInput } from './fulfilment.schema.ts'

const everything = { permissions: new Set(permissionNames) }

describe('what may be done to a fulfilment', () => {
  it('starts a picking once, and completes one that was started', () => {
    const pending = { status: 'PENDING' as const }
    expect(fulfilmentActionsFor({ ...pending, picking: false }, everything)).toEqual(['startPicking', 'cancel'])
    expect(fulfilmentActionsFor({ ...pending, picking: true }, everything)).toEqual([
      'completePicking',
      'cancel',
      'undo',
    ])
  })

  it('is nothing without permission', () => {
    for (const status of fulfilmentStatuses)
      expect(fulfilmentActionsFor({ status, picking: true }, { permissions: new Set() })).toEqual([])
  })

  it('is undone step by step, back to where it waits for a picker', () => {
    expect(fulfilmentStatuses.map((status) => undoneTo(status, false))).toEqual([
      undefined,
      undefined,
      'PENDING',
      'PICKED',
      'PACKING',
      'PACKED',
      'DISPATCHED',
      undefined,
    ])
    expect(undoneTo('PENDING', true)).toBe('PENDING')
  })
})

describe('a step', () => {
  const given = { fulfilmentId: 7, userEmail: 'anna@example.com' }
  it.each([
    ['nobody', { fulfilmentId: 7 }],
    ['two people', { ...given, badge: 'fw:badge:1' }],
    ['nothing', { userEmail: 'anna@example.com' }],
    ['two documents', { ...given, invoiceNo: 'A-1' }],
    ['an address that is none', { ...given, userEmail: 'anna' }],
  ])('of %s is refused', (_what, input) => {
    expect(StageInput.safeParse(input).success).toBe(false)
  })

  it('names one document and one person; a delivery may leave the person open', () => {
    expect(StageInput.parse(given)).toEqual({ ...given, notes: '' })
    expect(StartDeliveryInput.safeParse({ number: 'FF-000007', deliveryType: 'COURIER' }).success).toBe(true)
    expect(StartDeliveryInput.safeParse({ number: 'FF-000007' }).success).toBe(false)
    expect(StartDeliveryInput.safeParse({ ...given, badge: 'x', deliveryType: 'COURIER' }).success).toBe(false)
  })

  it('begins with a fulfilment of one document', () => {
    expect(CreateFulfilmentInput.safeParse({}).success).toBe(false)
    expect(CreateFulfilmentInput.safeParse({ salesOrderId: 1, invoiceId: 1 }).success).toBe(false)
    expect(CreateFulfilmentInput.safeParse({ invoiceId: 1 }).success).toBe(true)
  })
})
