import { Alert, Button, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ComponentProps, ReactNode } from 'react'
import { Form } from '~/components/form.tsx'
import { FormBar } from '~/components/form-bar.tsx'
import { plural } from '~/lib/format.ts'
import { PartLines } from './part-lines.tsx'

interface Props extends ComponentProps<typeof PartLines> {
  /** Said in place of the form where nothing is outstanding. */
  none: string
  verb: string
  pending: boolean
  /** Beside the verb, what it will do; the number of lines where not given. */
  summary?: ReactNode
  onSubmit: () => void
  onCancel: () => void
  /** Ahead of the lines. */
  before?: ReactNode
  /** Behind them. */
  children?: ReactNode
}

/** Lines of which a part is received, shipped, billed or sent back, what the server said against it, and the verb. */
export function PartForm({
  none,
  verb,
  pending,
  summary,
  onSubmit,
  onCancel,
  before,
  children,
  parts,
  ...lines
}: Props) {
  if (parts.waiting.length === 0) return <Text c="dimmed">{none}</Text>
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (!parts.nothing && !pending) onSubmit()
      }}
    >
      <Stack gap="md">
        {parts.refusal ? (
          <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
            {parts.refusal}
          </Alert>
        ) : null}
        {before}
        <PartLines parts={parts} {...lines} />
        {children}
        <FormBar plain>
          <Text size="sm" c="dimmed" aria-live="polite" flex={1}>
            {summary ?? `${plural(parts.counted.length, 'line')} of ${parts.waiting.length}`}
          </Text>
          <Button variant="default" onClick={onCancel}>
            Not now
          </Button>
          <Button type="submit" loading={pending} disabled={parts.nothing}>
            {verb}
          </Button>
        </FormBar>
      </Stack>
    </Form>
  )
}

/** A remark to go with it. */
export function PartNotes(props: { placeholder?: string; value: string; onChange: (notes: string) => void }) {
  return (
    <Textarea
      label="Notes"
      placeholder={props.placeholder}
      maxLength={2000}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}
