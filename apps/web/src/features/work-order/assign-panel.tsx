import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Avatar, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { type Outputs, trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { lookOf } from '~/state/state-table.ts'
import { loadWords } from './load-words.ts'
import classes from './work-order.module.css'

const PersonPicker = lazyPart(() => import('~/features/task/person-picker.tsx').then((part) => part.PersonPicker))

type Candidate = Outputs['workOrder']['suggestAssignee']['candidates'][number]

/** How many people are offered; the rest are found by name. */
const offered = 3

/** Whose the order is; for whoever assigns, the least loaded people of its next stage in one click each. */
export function AssignPanel({ order }: { order: WorkOrder }) {
  const open = order.status === 'PENDING' || order.status === 'IN_PROGRESS'
  const mayAssign = useMay('workOrder.assign') && open
  const [choosing, setChoosing] = useState(false)
  const assign = useDocumentAction(trpc.workOrder.assign, {
    entity: 'workOrder',
    done: (saved) =>
      saved.assignedTo ? `${saved.number} is ${saved.assignedTo.name}’s` : `${saved.number} is nobody’s now`,
    onDone: () => setChoosing(false),
  })
  const give = (assignedToId: number | null) => assign.mutate({ id: order.id, assignedToId })
  return (
    <Section
      title="Assigned to"
      action={
        mayAssign && order.assignedTo && !choosing ? (
          <Button size="xs" variant="default" onClick={() => setChoosing(true)}>
            Change
          </Button>
        ) : null
      }
    >
      {order.assignedTo ? (
        <Group gap="sm">
          <Avatar name={order.assignedTo.name} color="glass" alt="" />
          <Text fw={550}>{order.assignedTo.name}</Text>
        </Group>
      ) : (
        <StateBadge group="flag" state="UNASSIGNED" />
      )}
      {mayAssign && (choosing || !order.assignedTo) ? (
        <Stack gap="md" mt="md">
          <Suggested order={order} busy={assign.isPending} onPick={give} />
          <PersonPicker
            label="Somebody else"
            nobody="Find a person"
            value={null}
            onChange={(id) => id !== null && give(id)}
          />
          {choosing ? (
            <Group gap="sm">
              <Button size="xs" variant="default" onClick={() => give(null)} loading={assign.isPending}>
                Nobody
              </Button>
              <Button size="xs" variant="subtle" color="gray" onClick={() => setChoosing(false)}>
                Leave it
              </Button>
            </Group>
          ) : null}
        </Stack>
      ) : null}
    </Section>
  )
}

interface SuggestedProps {
  order: WorkOrder
  busy: boolean
  onPick: (id: number) => void
}

function Suggested({ order, busy, onPick }: SuggestedProps) {
  const query = trpc.workOrder.suggestAssignee.useQuery({ id: order.id })
  if (query.isPending) return <Skeleton height={120} role="status" aria-label="Loading" />
  if (query.error) return <WidgetError error={query.error} retry={() => void query.refetch()} />
  const { stage, candidates } = query.data
  const people = candidates.filter((one) => one.id !== order.assignedToId).slice(0, offered)
  if (people.length === 0) return <Text c="dimmed">Nobody else does this kind of work.</Text>
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {stage ? `Least loaded for ${lookOf('taskKind', stage).word.toLowerCase()}` : 'Least loaded'}
      </Text>
      <ul className={classes.rows}>
        {people.map((person) => (
          <CandidateRow key={person.id} person={person} busy={busy} onPick={onPick} />
        ))}
      </ul>
    </div>
  )
}

interface CandidateProps {
  person: Candidate
  busy: boolean
  onPick: (id: number) => void
}

function CandidateRow({ person, busy, onPick }: CandidateProps) {
  return (
    <li>
      <span className={classes.grow}>
        {person.name}
        <Text size="xs" c="dimmed">
          {loadWords(person)}
        </Text>
      </span>
      <Button
        size="xs"
        variant="light"
        disabled={busy}
        aria-label={`Assign to ${person.name}`}
        onClick={() => onPick(person.id)}
      >
        Assign
      </Button>
    </li>
  )
}
