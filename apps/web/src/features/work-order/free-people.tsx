import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { Button, Group, Text } from '@mantine/core'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import { loadWords } from './load-words.ts'

interface Props {
  /** The frame's first stage; nobody is suggested before a frame is chosen. */
  kind: TaskKind | undefined
  chosen: number | null
  onPick: (id: number) => void
}

/** Roles that hand work out by default: they may do any of it, and a job is seldom theirs. */
const planners = new Set(['SUPERADMIN', 'ADMIN', 'MANAGER', 'PLANNER'])

/** People whose load is asked for, and how many of them are offered. */
const asked = 8
const offered = 3

/**
 * Who of the trade has the fewest open work orders. An order that does not exist yet has no suggestion of the server's
 * own, so this counts them.
 */
export function FreePeople({ kind, chosen, onPick }: Props) {
  const people = trpc.user.people.useQuery(kind === undefined ? {} : { kind }, { enabled: kind !== undefined })
  const some =
    kind === undefined ? [] : (people.data ?? []).filter((person) => !planners.has(person.roleCode)).slice(0, asked)
  const counts = trpc.useQueries((t) =>
    some.map((person) => t.workOrder.count({ assignedToId: person.id, status: ['PENDING', 'IN_PROGRESS'] })),
  )
  const known = some.flatMap((person, index) => {
    const total = counts[index]?.data?.total
    return total === undefined ? [] : [{ ...person, openWorkOrders: total }]
  })
  if (kind === undefined || known.length === 0) return null
  const free = known.toSorted((a, b) => a.openWorkOrders - b.openWorkOrders).slice(0, offered)
  return (
    <Group gap="xs">
      <Text size="xs" c="dimmed">
        Least loaded for {lookOf('taskKind', kind).word.toLowerCase()}:
      </Text>
      {free.map((person) => (
        <Button
          key={person.id}
          size="compact-sm"
          variant={person.id === chosen ? 'filled' : 'light'}
          aria-pressed={person.id === chosen}
          onClick={() => onPick(person.id)}
        >
          {person.name}: {loadWords(person)}
        </Button>
      ))}
    </Group>
  )
}
