import type { Bar } from '~/components/plots/bar-list.tsx'
import { formatCount, formatPieces, formatQuantity, plural } from '~/lib/format.ts'
import type { Outputs } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'

type Production = Outputs['statistics']['production']

/** What lies before each stage, in pieces. */
export const stageBars = (wip: Production['wip']): Bar[] =>
  wip.map(({ stage, orders, quantity }) => ({
    key: stage,
    label: lookOf('taskKind', stage).word,
    color: 'blue',
    value: Number(quantity),
    shown: formatQuantity(quantity),
    title: `${formatPieces(quantity)} of ${plural(orders, 'order')}`,
    path: '/tasks',
    search: { kind: stage, status: ['PENDING', 'IN_PROGRESS', 'PAUSED'] },
  }))

/** Orders by state. */
export const stateBars = (byStatus: Production['byStatus']): Bar[] =>
  Object.entries(byStatus).map(([state, count]) => ({
    key: state,
    label: lookOf('productionOrder', state).word,
    color: lookOf('productionOrder', state).color,
    value: count,
    shown: formatCount(count),
    path: '/production-orders',
    search: { status: [state] },
  }))
