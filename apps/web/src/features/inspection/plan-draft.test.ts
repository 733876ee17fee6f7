import type { InspectionPlan } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { describe, expect, it } from 'vitest'
import { draftOfPlan, emptyCharacteristic, emptyPlan, planChecks, planInput } from './plan-draft.ts'

const number = { ...emptyCharacteristic(), name: 'Gap', kind: 'NUMERIC' as const, unit: 'mm' }

describe('what is typed of a plan', () => {
  it('is sent with what belongs to the chosen kind, subject and sample, and nothing left from another choice', () => {
    const draft = {
      ...{ ...emptyPlan(), name: 'Sashes', itemId: 3, categoryId: 7, stage: 'GLAZING', sampleValue: '5' },
      characteristics: [
        { ...number, nominal: ' 4 ', lower: '3.5', upper: '' },
        { ...number, name: 'Seal', kind: 'PASS_FAIL' as const, lower: '1' },
      ],
    }
    expect(planInput(draft)).toMatchObject({
      ...{ type: 'INCOMING', itemId: 3, categoryId: null, stage: null, sampling: 'ALL', sampleValue: null },
      characteristics: [
        { name: 'Gap', kind: 'NUMERIC', unit: 'mm', nominal: '4', lower: '3.5', upper: null },
        { name: 'Seal', kind: 'PASS_FAIL', unit: '' },
      ],
    })
    const ofCategory = planInput({ ...draft, type: 'IN_PROCESS', subject: 'category', sampling: 'FIXED' })
    expect(ofCategory).toMatchObject({ itemId: null, categoryId: 7, stage: 'GLAZING', sampleValue: '5' })
    expect(planInput({ ...draft, type: 'IN_PROCESS', stage: '' }).stage).toBeNull()
    expect(Object.keys(planInput(draft).characteristics[1] ?? {})).not.toContain('lower')
  })

  it('is what the plan said, when it is changed', () => {
    const plan = {
      ...{ id: 1, name: 'Sashes', type: 'OUTGOING', item: null, category: { id: 7, name: 'Doors' }, stage: null },
      ...{ sampling: 'PERCENT', sampleValue: '10', instructions: 'Lit from the side', active: true, version: 2 },
      characteristics: [
        {
          lineNo: 1,
          name: 'Gap',
          kind: 'NUMERIC',
          unit: 'mm',
          nominal: null,
          lower: '3.5',
          upper: '4.5',
          instructions: '',
        },
      ],
    } as unknown as InspectionPlan
    const draft = draftOfPlan(plan)
    expect(draft).toMatchObject({ subject: 'category', categoryId: 7, itemId: null, sampleValue: '10', stage: '' })
    expect(planInput(draft)).toMatchObject({
      ...{ name: 'Sashes', type: 'OUTGOING', categoryId: 7, sampling: 'PERCENT', sampleValue: '10' },
      characteristics: [{ name: 'Gap', nominal: null, lower: '3.5', upper: '4.5' }],
    })
  })
})

describe('before a plan is sent', () => {
  const draft = emptyPlan()

  it('a name, a subject and a sample are asked for', () => {
    expect(planChecks.name('  ')).toBe('What is it called?')
    expect(planChecks.itemId(null, draft)).toBe('Which item is it for?')
    expect(planChecks.itemId(null, { ...draft, subject: 'category' })).toBeNull()
    expect(planChecks.categoryId(null, { ...draft, subject: 'category' })).toBe('Which category is it for?')
    const sample = (value: string, sampling: 'ALL' | 'FIXED' | 'PERCENT') =>
      planChecks.sampleValue(value, { ...draft, sampling })
    expect([sample('', 'ALL'), sample('5', 'FIXED'), sample('12.5', 'PERCENT')]).toEqual([null, null, null])
    for (const wrong of ['', '0', '1.5', '-1']) expect(sample(wrong, 'FIXED')).toBe('A whole number from 1 to 9999')
    for (const wrong of ['', '0', '101', 'x']) expect(sample(wrong, 'PERCENT')).toBe('Above 0, up to 100')
  })

  it('a characteristic has a name, once, and limits that are numbers', () => {
    const { name, lower } = planChecks.characteristics
    const twice = { ...draft, characteristics: [{ ...number }, { ...number, name: ' gap ' }] }
    expect(name('Gap', twice)).toBe('It stands here twice')
    expect(name('', draft)).toBe('What is looked at?')
    expect(name('Gap', { ...draft, characteristics: [number] })).toBeNull()
    expect([lower(''), lower('-0.5'), lower('4')]).toEqual([null, null, null])
    for (const wrong of ['four', '1,5', '1e3', '--1']) expect(lower(wrong)).toBe('A number, like 12.5')
  })
})
