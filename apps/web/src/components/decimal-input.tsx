import { TextInput, type TextInputProps } from '@mantine/core'

export interface DecimalInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** A decimal string as the API takes it; what is being typed need not be one yet. */
  value: string
  onChange: (value: string) => void
}

/**
 * A money or quantity field: the value stays a string and never becomes a float. A decimal comma is taken for a point,
 * and grouping spaces are dropped, so that numbers can be pasted from a spreadsheet.
 */
export function DecimalInput({ value, onChange, styles, ...rest }: DecimalInputProps) {
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      {...rest}
      styles={styles ?? { input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      value={value}
      onChange={(event) => onChange(normalise(event.currentTarget.value))}
    />
  )
}

/** "1 234,5" → "1234.5", "1,234.50" → "1234.50". */
export function normalise(written: string): string {
  const bare = written.replace(/[\s\u00a0\u202f']/g, '')
  if (!bare.includes(',')) return bare
  return bare.includes('.') ? bare.replaceAll(',', '') : bare.replace(',', '.')
}
