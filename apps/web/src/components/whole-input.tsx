import { TextInput, type TextInputProps } from '@mantine/core'

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: number | ''
  onChange: (value: number | '') => void
}

/** A field for a whole number of something; what is no digit is not taken. The arrow keys count up and down. */
export function WholeInput({ value, onChange, styles, ...rest }: Props) {
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      {...rest}
      styles={styles ?? { input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      value={value}
      onChange={(event) => {
        const digits = event.currentTarget.value.replace(/\D/g, '').slice(0, 9)
        onChange(digits === '' ? '' : Number(digits))
      }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        onChange(Math.max(1, (value === '' ? 0 : value) + (event.key === 'ArrowUp' ? 1 : -1)))
      }}
    />
  )
}
