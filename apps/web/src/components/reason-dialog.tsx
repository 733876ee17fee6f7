import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Form } from './form.tsx'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  /** What follows from it. */
  message: string
  /** The verb on the button. */
  verb: string
  /** It does not happen without one. */
  required?: boolean
  danger?: boolean
  loading: boolean
  onSubmit: (reason: string) => void
}

/** Asks why before a step that somebody else will want to understand. */
export function ReasonDialog({ opened, onClose, title, ...form }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      {opened ? <ReasonForm {...form} onClose={onClose} /> : null}
    </Modal>
  )
}

function ReasonForm({ message, verb, required, danger, loading, onSubmit, onClose }: Omit<Props, 'opened' | 'title'>) {
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const missing = required === true && reason.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!missing && !loading) onSubmit(reason.trim())
  }
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{message}</Text>
        <Textarea
          label="Reason"
          required={required ?? false}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          error={asked && missing ? 'Say why: whoever reads the history will ask' : undefined}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={loading} {...(danger ? { color: 'red.9' } : {})}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}
