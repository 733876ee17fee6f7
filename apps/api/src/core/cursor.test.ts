import { describe, expect, it } from 'vitest'
import { tellingPart } from './cursor.ts'

describe('the telling part of a text', () => {
  it('is the last digits of a number, with what is before them', () => {
    expect(tellingPart('so-0012345')).toBe('012345')
    expect(tellingPart('2026-0001-de-main')).toBe('6-0001')
    expect(tellingPart('4xabcdefgh')).toBe('4xabcd')
  })

  it('is all of what is short or has no digits', () => {
    expect(tellingPart('so-001')).toBe('so-001')
    expect(tellingPart('aluminium window')).toBe('aluminium window')
  })
})
