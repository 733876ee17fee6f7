import type { DeliveryQuality } from '@framewright/contracts/inspection/inspection.schema'
import { Button, Group } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText } from '~/components/text.tsx'
import { useMay } from '~/lib/session.ts'
import { DocumentLink } from '../document-link.tsx'
import classes from './outgoing.module.css'
import { type DeliverySource, useRequestOutgoing } from './use-outgoing.ts'

/** What of a delivery has to be inspected, how far that is, and what one may do about it. */
export function OutgoingStanding({ source, quality }: { source: DeliverySource; quality: DeliveryQuality }) {
  const request = useRequestOutgoing()
  const inspects = useMay('inspection.write')
  const open = quality.inspections.find((one) => one.status === 'OPEN' && isOf(quality, one.source))
  const shown = new Set(quality.items.map((one) => one.inspection?.id))
  const before = quality.inspections.filter((one) => !shown.has(one.id))
  const again = quality.items.some((one) => one.clearance === 'FAILED' || one.clearance === 'PARTLY')
  return (
    <>
      {quality.items.length > 0 ? (
        <ul className={classes.list}>
          {quality.items.map((one) => (
            <li key={one.item.id} className={classes.item}>
              <div className={classes.head}>
                <span className={classes.name}>
                  <QuantityText value={one.quantity} unit={one.item.unit} /> × {one.item.name}
                </span>
                <StateBadge group="clearance" state={one.clearance} size="sm" />
              </div>
              {one.block === null ? null : <p className={classes.why}>{one.block}</p>}
              <Group gap="4px 16px" mt={4}>
                {one.inspection ? <DocumentLink entity="inspection" document={one.inspection} /> : null}
                {one.nonConformances.map((ncr) => (
                  <DocumentLink key={ncr.id} entity="nonConformance" document={ncr} />
                ))}
              </Group>
            </li>
          ))}
        </ul>
      ) : null}
      {before.length > 0 ? (
        <ul className={classes.before} aria-label="Other outgoing inspections">
          {before.map((one) => (
            <li key={one.id}>
              <DocumentLink entity="inspection" document={one} />
              <StateBadge group="inspection" state={one.status} size="sm" />
              {isOf(quality, one.source) ? null : <span className="fw-muted">of {one.source?.number}</span>}
            </li>
          ))}
        </ul>
      ) : null}
      <Group gap="sm" mt={quality.mayRequest || (open && inspects) ? 'md' : 0} className="fw-no-print">
        {open && inspects ? (
          <Button
            component={Link}
            to={`/inspect?id=${open.id}` as string}
            size="sm"
            leftSection={<IconSearch size={16} aria-hidden />}
          >
            Inspect
          </Button>
        ) : null}
        {quality.mayRequest ? (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            loading={request.isPending}
            onClick={() => request.mutate(source)}
          >
            {again ? 'Request another inspection' : 'Request inspection'}
          </Button>
        ) : null}
      </Group>
    </>
  )
}

const isOf = ({ source }: DeliveryQuality, other: DeliveryQuality['source'] | null) =>
  other?.type === source.type && other.id === source.id
