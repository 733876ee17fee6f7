/** Whether the reader writes 1,5 rather than 1.5. */
const readerUsesComma = new Intl.NumberFormat().format(1.5).includes(',')

const grouping = /[\s\u00a0\u202f'’]/g

/**
 * A number as people type or paste it, as a plain decimal string; null when it is none. Spaces and apostrophes group;
 * of comma and point together the last one is the decimal mark. A lone comma is the decimal mark too, unless it stands
 * before exactly three digits and the reader writes thousands that way.
 */
export function decimalOf(typed: string, commaIsDecimal: boolean = readerUsesComma): string | null {
  const text = typed.replace(grouping, '').replace(/^(?:[€$£]|EUR|USD|GBP|CHF)|(?:[€$£]|EUR|USD|GBP|CHF)$/gi, '')
  const mark = decimalMark(text, commaIsDecimal)
  const plain = mark === null ? text.replace(/[.,]/g, '') : writeWith(text, mark)
  if (!/^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(plain)) return null
  // "007" and ".5" and "5." are what people leave behind; the wire wants 7, 0.5 and 5.
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.')
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  const value = fraction === '' ? digits : `${digits}.${fraction}`
  return plain.startsWith('-') ? `-${value}` : value
}

function decimalMark(text: string, commaIsDecimal: boolean): '.' | ',' | null {
  const commas = text.split(',').length - 1
  const points = text.split('.').length - 1
  if (commas > 0 && points > 0) return text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.'
  if (points > 0) return points === 1 ? '.' : null
  if (commas !== 1) return null
  return !commaIsDecimal && /,\d{3}$/.test(text) ? null : ','
}

const writeWith = (text: string, mark: '.' | ',') =>
  mark === ',' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '')
