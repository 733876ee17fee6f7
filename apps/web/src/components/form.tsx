import { Alert, Button, Group } from '@mantine/core'
import type { FormEvent, KeyboardEvent, ReactNode } from 'react'

interface Props {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  children: ReactNode
}

/** A form that Ctrl Enter sends from any of its fields. */
export function Form({ onSubmit, children }: Props) {
  const send = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.currentTarget.requestSubmit()
  }
  return (
    <form onSubmit={onSubmit} onKeyDown={send} noValidate>
      {children}
    </form>
  )
}

/** What is wrong with a form as a whole, where anything is. */
export function FormError({ children }: { children: ReactNode }) {
  if (!children) return null
  return (
    <Alert color="red" variant="light" role="alert">
      {children}
    </Alert>
  )
}

/** The end of a form: its verb, and a way out. */
export function FormButtons({ verb, loading, onCancel }: { verb: string; loading: boolean; onCancel?: () => void }) {
  return (
    <Group justify="flex-end" gap="sm" mt="lg">
      {onCancel ? (
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      ) : null}
      <Button type="submit" loading={loading}>
        {verb}
      </Button>
    </Group>
  )
}
