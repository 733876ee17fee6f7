import { Alert, Button, Drawer, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { FormBar } from '~/components/form-bar.tsx'
import type { PartLine } from '~/components/part-lines/part-draft.ts'
import { PartLines } from '~/components/part-lines/part-lines.tsx'
import { usePartCounts } from '~/components/part-lines/use-part-counts.ts'
import { QueryBlock } from '~/components/query-block.tsx'
import { plural } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  /** What is to go out: a confirmed order, or an imported invoice. */
  source: { salesOrderId: number } | { invoiceId: number }
  number: string
  lines: readonly PartLine[]
  opened: boolean
  onClose: () => void
}

/** Creates a fulfilment: everything outstanding, or a part of it. */
export function CreateFulfilmentDrawer({ opened, onClose, number, ...form }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size={640} title={`Fulfil ${number}`}>
      {opened ? <OpenForm {...form} onDone={onClose} /> : null}
    </Drawer>
  )
}

type FormProps = Pick<Props, 'source' | 'lines'> & { onDone: () => void }

/** Begins with what is in no other fulfilment, which is asked for each time the drawer opens. */
function OpenForm({ lines, ...form }: FormProps) {
  const query = trpc.fulfilment.outstanding.useQuery(form.source, { gcTime: 0 })
  return (
    <QueryBlock query={query}>
      {(open) => {
        const left = new Map(open.lines.map((line) => [line.lineId, line.outstanding]))
        return (
          <CreateForm {...form} lines={lines.map((line) => ({ ...line, outstanding: left.get(line.id) ?? '0' }))} />
        )
      }}
    </QueryBlock>
  )
}

function CreateForm({ source, lines, onDone }: FormProps) {
  const navigate = useNavigate()
  const parts = usePartCounts(lines)
  const [notes, setNotes] = useState('')
  const create = useDocumentAction(trpc.fulfilment.create, {
    entity: 'fulfilment',
    done: (made) => (made.status === 'CREATED' ? `${made.number} waits for stock` : `${made.number} can be picked`),
    onDone: (made) => {
      onDone()
      void navigate({ to: '/fulfilments/$id', params: { id: made.id } })
    },
    onError: (error) => {
      parts.refuse(error)
      return true
    },
  })
  const nothing = parts.wrong || parts.counted.length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (nothing || create.isPending) return
    // All of it is what is in no other fulfilment by then, which the server knows.
    create.mutate({ ...source, notes, ...(parts.complete ? {} : { lines: parts.counted }) })
  }
  if (parts.waiting.length === 0) return <Text c="dimmed">Everything is in a fulfilment already.</Text>
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {parts.refusal ? (
          <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
            {parts.refusal}
          </Alert>
        ) : null}
        <PartLines
          parts={parts}
          hint="What goes out with it. The rest can follow in another."
          labelOf={(line) => `To fulfil of ${line.itemName}`}
        />
        <Textarea
          label="Notes"
          placeholder="For who picks, packs and delivers"
          maxLength={2000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <FormBar plain>
          <Text size="sm" c="dimmed" aria-live="polite" flex={1}>
            {parts.complete
              ? 'Everything that is in no other fulfilment'
              : `${plural(parts.counted.length, 'line')} of ${parts.waiting.length}`}
          </Text>
          <Button variant="default" onClick={onDone}>
            Not now
          </Button>
          <Button type="submit" loading={create.isPending} disabled={nothing}>
            Create fulfilment
          </Button>
        </FormBar>
      </Stack>
    </form>
  )
}
