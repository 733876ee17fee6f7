import { TextInput, type TextInputProps } from '@mantine/core'

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** YYYY-MM-DD, or empty. */
  value: string
  onChange: (day: string) => void
}

/** A calendar day, within what the API takes; typed or chosen as the browser offers it. */
export function DayInput({ onChange, ...rest }: Props) {
  return (
    <TextInput
      type="date"
      min="1900-01-01"
      max="2200-12-31"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      {...rest}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
