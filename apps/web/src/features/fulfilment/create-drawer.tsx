import { Drawer } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { PartLine } from '~/components/part-lines/part-draft.ts'
import { PartForm, PartNotes } from '~/components/part-lines/part-form.tsx'
import { usePartCounts } from '~/components/part-lines/use-part-counts.ts'
import { QueryBlock } from '~/components/query-block.tsx'
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
  // All of it is what is in no other fulfilment by then, which the server knows.
  const submit = () => create.mutate({ ...source, notes, ...(parts.complete ? {} : { lines: parts.counted }) })
  return (
    <PartForm
      parts={parts}
      none="Everything is in a fulfilment already."
      hint="What goes out with it. The rest can follow in another."
      labelOf={(line) => `To fulfil of ${line.itemName}`}
      summary={parts.complete ? 'Everything that is in no other fulfilment' : undefined}
      verb="Create fulfilment"
      pending={create.isPending}
      onSubmit={submit}
      onCancel={onDone}
    >
      <PartNotes placeholder="For who picks, packs and delivers" value={notes} onChange={setNotes} />
    </PartForm>
  )
}
