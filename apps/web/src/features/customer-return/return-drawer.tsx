import type { Returnable, ReturnableInput } from '@framewright/contracts/customer-return/customer-return.schema'
import { Alert, Button, Drawer, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { FormBar } from '~/components/form-bar.tsx'
import { PartLines } from '~/components/part-lines/part-lines.tsx'
import { usePartCounts } from '~/components/part-lines/use-part-counts.ts'
import { QueryBlock } from '~/components/query-block.tsx'
import { plural } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  /** One of the three: what the goods were delivered by. */
  source: ReturnableInput
  number: string
  opened: boolean
  onClose: () => void
}

/** Records what a customer sends back of an order, an invoice or a delivery. */
export function ReturnDrawer({ source, number, opened, onClose }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size={640} title={`Return goods of ${number}`}>
      {opened ? <Lines source={source} onDone={onClose} /> : null}
    </Drawer>
  )
}

function Lines({ source, onDone }: { source: ReturnableInput; onDone: () => void }) {
  const query = trpc.customerReturn.returnable.useQuery(source)
  return (
    <QueryBlock query={query}>
      {(returnable) => <ReturnForm source={source} returnable={returnable} onDone={onDone} />}
    </QueryBlock>
  )
}

function ReturnForm(props: { source: ReturnableInput; returnable: Returnable; onDone: () => void }) {
  const { source, returnable, onDone } = props
  const navigate = useNavigate()
  const parts = usePartCounts(
    returnable.lines.map((line) => ({
      id: line.lineId,
      itemName: line.itemName,
      sku: line.sku,
      unit: line.unit,
      quantity: line.delivered,
      outstanding: line.returnable,
    })),
  )
  const [reason, setReason] = useState('')
  const [notes, setNotes] = useState('')
  const [asked, setAsked] = useState(false)
  const create = useDocumentAction(trpc.customerReturn.create, {
    entity: 'customerReturn',
    done: (made) => `${made.number} recorded`,
    onDone: (made) => {
      onDone()
      void navigate({ to: '/returns/$id', params: { id: made.id } })
    },
    onError: (error) => {
      parts.refuse(error)
      return true
    },
  })
  const nothing = parts.wrong || parts.counted.length === 0
  const missing = reason.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (nothing || missing || create.isPending) return
    create.mutate({ ...source, reason, notes, lines: parts.counted })
  }
  if (parts.waiting.length === 0) return <Text c="dimmed">Nothing delivered by it can come back any more.</Text>
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
          hint="What the customer sends back."
          labelOf={(line) => `Returned of ${line.itemName}`}
          words={{ whole: 'delivered', open: 'can come back' }}
        />
        <Textarea
          label="Reason"
          placeholder="Wrong colour, broken in transit"
          required
          maxLength={500}
          error={asked && missing ? 'Say why it comes back' : undefined}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Textarea
          label="Notes"
          maxLength={2000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <FormBar plain>
          <Text size="sm" c="dimmed" aria-live="polite" flex={1}>
            {plural(parts.counted.length, 'line')}
          </Text>
          <Button variant="default" onClick={onDone}>
            Not now
          </Button>
          <Button type="submit" loading={create.isPending} disabled={nothing}>
            Record return
          </Button>
        </FormBar>
      </Stack>
    </form>
  )
}
