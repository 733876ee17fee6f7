import type { DeliveryType, FulfilmentStage } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { FulfilmentSession } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Text } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { SmallTable } from '~/components/small-table.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { formatDuration } from '~/lib/format.ts'

const stages: Record<FulfilmentStage, string> = { PICKING: 'Picking', PACKING: 'Packing', DELIVERY: 'Delivery' }
export const deliveryWords: Record<DeliveryType, string> = {
  DIRECT: 'Own driver',
  COURIER: 'Courier',
  INTERNAL: 'In the house',
}

const none = <span className="fw-muted">–</span>

const columns: readonly Column<FulfilmentSession>[] = [
  {
    id: 'stage',
    header: 'Stage',
    card: 'title',
    cell: (one) => (one.undoneAt === null ? stages[one.stage] : <s>{stages[one.stage]}</s>),
  },
  { id: 'user', header: 'Who', cell: (one) => one.user.name },
  { id: 'startedAt', header: 'Begun', cell: (one) => <RelativeTime value={one.startedAt} /> },
  {
    id: 'completedAt',
    header: 'Done',
    cell: (one) =>
      one.undoneAt !== null ? (
        'taken back'
      ) : one.completedAt === null ? (
        'under way'
      ) : (
        <RelativeTime value={one.completedAt} />
      ),
  },
  {
    id: 'duration',
    header: 'Took',
    align: 'right',
    cell: (one) => (one.duration === null ? none : formatDuration(one.duration)),
  },
  { id: 'how', header: 'How', cell: (one) => <How session={one} /> },
]

/** Who worked on it, from when to when, and how it left. */
export function FulfilmentSessions({ sessions }: { sessions: readonly FulfilmentSession[] }) {
  if (sessions.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nobody has begun to work on it yet.
      </Text>
    )
  }
  return <SmallTable label="Work on this fulfilment" columns={columns} rows={sessions} />
}

function How({ session: { deliveryType, courierName, trackingNo, notes } }: { session: FulfilmentSession }) {
  const parts = [
    deliveryType === null ? '' : deliveryType === 'COURIER' ? courierName : deliveryWords[deliveryType],
    trackingNo,
    notes,
  ].filter((part) => part !== '')
  return parts.length === 0 ? none : parts.join(' · ')
}
