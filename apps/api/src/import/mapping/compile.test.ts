import { describe, expect, it } from 'vitest'
import { UsageError } from '../failure.ts'
import { compileConditions, compileValue, type Scope } from './compile.ts'
import { Mapping, type Value } from './mapping.schema.ts'

const scope: Scope = {
  path: 'parts.csv',
  header: ['no', 'size', 'when', 'group'],
  lookups: new Map([
    [
      'groups',
      { file: 'groups.csv', key: 'id', header: ['id', 'name', 'top'], rows: new Map([['1', ['1', 'Frames', '7']]]) },
    ],
    ['tops', { file: 'tops.csv', key: 'id', header: ['id', 'name'], rows: new Map([['7', ['7', 'Goods']]]) }],
  ]),
}

function take(value: Value, row: string[], problems: string[] = []): string {
  return compileValue(value, scope)(row, problems)
}

describe('a mapped value', () => {
  const row = [' 5 ', '1.234,5', '31.3.2026 12:00', '1']

  it('comes from a column, trimmed, from a constant, or from a template of which no part is empty', () => {
    expect(take('no', row)).toBe('5')
    expect(take({ constant: 'x' }, row)).toBe('x')
    expect(take({ template: 'AW-{no}/{group}' }, row)).toBe('AW-5/1')
    expect(take({ template: 'AW-{no}' }, ['', '', '', ''])).toBe('')
  })

  it('reads decimal commas, scales numbers and takes the date out of a time', () => {
    expect(take({ column: 'size', decimal: ',' }, row)).toBe('1234.5')
    expect(take({ column: 'size', decimal: ',', times: '10' }, row)).toBe('12345')
    expect(take({ column: 'when', date: 'DD.MM.YYYY' }, row)).toBe('2026-03-31')
  })

  it('looks up in another file, and with what it finds in a third', () => {
    const top: Value = { lookup: 'groups', key: 'group', take: 'top' }
    expect(take({ lookup: 'groups', key: 'group', take: 'name' }, row)).toBe('Frames')
    expect(take({ lookup: 'tops', key: top, take: 'name' }, row)).toBe('Goods')
  })

  it('says what it did not find, and is empty', () => {
    const problems: string[] = []
    expect(take({ lookup: 'groups', key: 'no', take: 'name' }, row, problems)).toBe('')
    expect(take({ column: 'no', values: { a: 'b' } }, row, problems)).toBe('')
    expect(take({ column: 'no', date: 'YYYY-MM-DD' }, row, problems)).toBe('')
    expect(problems).toEqual([
      'There is no row with id 5 in groups.csv.',
      'The mapping has no value for "5"; it knows a.',
      '"5" is not a date written YYYY-MM-DD.',
    ])
  })

  it('is replaced by a value table, or what is otherwise; a default stands in for nothing', () => {
    expect(take({ column: 'no', values: { '5': 'five' } }, row)).toBe('five')
    expect(take({ column: 'no', values: { '6': 'six' }, otherwise: 'many' }, row)).toBe('many')
    expect(take({ column: 'no', default: '9' }, ['', '', '', ''])).toBe('9')
  })

  it('depends on cases', () => {
    const value: Value = {
      cases: [
        { when: { value: 'no', is: ['1', '2'] }, use: { constant: 'few' } },
        {
          when: [
            { value: 'no', startsWith: '5' },
            { value: 'group', isNot: '2' },
          ],
          use: 'size',
        },
      ],
      else: { constant: 'none' },
    }
    expect(take(value, ['2', '', '', ''])).toBe('few')
    expect(take(value, row)).toBe('1.234,5')
    expect(take(value, ['9', '', '', ''])).toBe('none')
    const named: Value = { lookup: 'groups', key: 'group', take: 'name' }
    expect(compileConditions({ value: named, endsWith: 'AMES', empty: false }, scope)(row, [])).toBe(true)
  })

  it('names a column or a lookup that is there', () => {
    expect(() => take('nothing', row)).toThrow(UsageError)
    expect(() => take({ lookup: 'groups', key: 'no', take: 'colour' }, row)).toThrow(/no column "colour" in groups.csv/)
    expect(() => take({ lookup: 'others', key: 'no', take: 'x' }, row)).toThrow(/which it lacks/)
  })
})

describe('a mapping file', () => {
  it('is refused with the place that is wrong', () => {
    const wrong = Mapping.safeParse({ fields: { sku: { colum: 'x' } }, extra: 1 })
    expect(wrong.error?.issues.map((issue) => issue.path.join('.'))).toContain('fields.sku')
    expect(Mapping.safeParse({ fields: { a: { column: 'x', date: 'DD.MM.YY' } } }).success).toBe(false)
    expect(Mapping.safeParse({ where: { value: 'x' }, fields: {} }).success).toBe(false)
  })
})
