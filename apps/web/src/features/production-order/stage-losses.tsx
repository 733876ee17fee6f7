import * as decimal from '@framewright/contracts/core/decimal'
import type { ProductionOrder, ProductionStage } from '@framewright/contracts/production-order/production-order.schema'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import { NcrLink } from '~/features/non-conformance/ncr-link.tsx'
import { useLocations } from '~/features/stock/use-locations.ts'
import { formatQuantity } from '~/lib/format.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import classes from './stages.module.css'

const NewNonConformanceDialog = lazyDialog(
  () => import('~/features/non-conformance/new-ncr-dialog.tsx').then((part) => part.NewNonConformanceDialog),
  { opened: false },
)

/** What came off a stage and failed: each with what is known of it. */
export function Losses({ losses }: { losses: ProductionOrder['outputs'] }) {
  if (losses.length === 0) return null
  return (
    <ul className={classes.losses}>
      {losses.map(({ id, scrapped, reason, nonConformance }) => (
        <li key={id}>
          <p>
            <span className="fw-late">{formatQuantity(scrapped)} lost after it</span>, {reason}
            {nonConformance === null ? null : ': '}
            {nonConformance === null ? null : <NcrLink ncr={nonConformance} />}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** Says that something that lies half-made before a stage is not as it should be: it is held there, and takes no more materials. */
export function ReportBad({ order, stage }: { order: ProductionOrder; stage: ProductionStage }) {
  const mayRaise = useMay('nonConformance.write')
  const seesPlaces = useMay('stock.read')
  const free = decimal.subtract(stage.ready, stage.waiting)
  const [first] = order.stages
  if (!mayRaise || !seesPlaces || stage.stage === first?.stage || !decimal.isPositive(free)) return null
  return <Report order={order} free={free} />
}

function Report({ order, free }: { order: ProductionOrder; free: string }) {
  const [opened, dialog] = useDisclosure()
  const places = useLocations()
  const place = places.data?.items.find((one) => one.code === 'ASSEMBLED')
  if (place === undefined) return null
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconAlertTriangle size={14} aria-hidden />}
        onClick={dialog.open}
      >
        Report a bad one
      </Button>
      <NewNonConformanceDialog
        opened={opened}
        onClose={dialog.close}
        of={{
          item: order.item,
          sourceType: 'productionOrder',
          sourceId: order.id,
          number: order.number,
          locationId: place.id,
          there: free,
        }}
      />
    </>
  )
}
