import { StateBadge } from '~/components/state-badge.tsx'
import { clearanceOf, type DeliverySource, useOutgoing } from './use-outgoing.ts'

/** Beside a delivery's state, while its outgoing inspection keeps it in the house. */
export function OutgoingBadge({ source }: { source: DeliverySource }) {
  const clearance = clearanceOf(useOutgoing(source).data)
  if (clearance === undefined || clearance === 'PASSED') return null
  return <StateBadge group="clearance" state={clearance} />
}
