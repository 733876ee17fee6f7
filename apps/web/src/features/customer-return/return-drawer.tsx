import type { Returnable, ReturnableInput } from '@framewright/contracts/customer-return/customer-return.schema'
import { Drawer, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { PartForm, PartNotes } from '~/components/part-lines/part-form.tsx'
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
  const missing = reason.trim() === ''
  const submit = () => {
    setAsked(true)
    if (!missing) create.mutate({ ...source, reason, notes, lines: parts.counted })
  }
  return (
    <PartForm
      parts={parts}
      none="Nothing delivered by it can come back any more."
      hint="What the customer sends back."
      labelOf={(line) => `Returned of ${line.itemName}`}
      words={{ whole: 'delivered', open: 'can come back' }}
      summary={plural(parts.counted.length, 'line')}
      verb="Record return"
      pending={create.isPending}
      onSubmit={submit}
      onCancel={onDone}
    >
      <Textarea
        label="Reason"
        placeholder="Wrong colour, broken in transit"
        required
        maxLength={500}
        error={asked && missing ? 'Say why it comes back' : undefined}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <PartNotes value={notes} onChange={setNotes} />
    </PartForm>
  )
}
