import { Textarea } from '@mantine/core'
import { memo } from 'react'

interface Props {
  placeholder: string
  value: string
  error: string | undefined
  /** The same function at every render. */
  change: (patch: { notes: string }) => void
}

/** A document's notes. Rendered only when they change: the field measures itself, and with it a page of many lines. */
export const NotesField = memo(function NotesField({ placeholder, value, error, change }: Props) {
  return (
    <Textarea
      aria-label="Notes"
      placeholder={placeholder}
      maxLength={2000}
      maxRows={10}
      error={error}
      value={value}
      onChange={(event) => change({ notes: event.currentTarget.value })}
    />
  )
})
