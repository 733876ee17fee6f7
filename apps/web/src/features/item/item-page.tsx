import type { Item } from '@framewright/contracts/item/item.schema'
import { useDisclosure } from '@mantine/hooks'
import { IconBuildingFactory2, IconWindow } from '@tabler/icons-react'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { type PageAction, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { Movements } from '~/features/frame/movements.tsx'
import { StockByLocation } from '~/features/frame/stock-by-location.tsx'
import { useStockActions } from '~/features/stock/use-stock-actions.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { isShort } from './is-short.ts'
import { ItemBom } from './item-bom.tsx'
import { ItemFacts } from './item-facts.tsx'
import { itemKindWords } from './item-kinds.ts'
import { ItemOrders } from './item-orders.tsx'
import { useItemActions } from './use-item-actions.ts'

const StockDialog = lazyDialog(() => import('~/features/stock/stock-dialog.tsx').then((part) => part.StockDialog), {
  task: null,
})
const EditItemDialog = lazyDialog(() => import('./edit-item-dialog.tsx').then((part) => part.EditItemDialog), {
  opened: false,
})

/** One item: what it costs, how much is where, what moved, and what is ordered of it. */
export function ItemPage({ item }: { item: Item }) {
  const maySeeStock = useMay('stock.read')
  const maySeeOrders = useMay('purchaseOrder.read')
  const maySeeBom = useMay('bom.read')
  const mayMake = useMay('productionOrder.write') && item.active
  const bom = trpc.bom.get.useQuery({ itemId: item.id }, { enabled: maySeeBom && mayMake })
  const maySeeFrames = useMay('frame.read')
  const [editing, edit] = useDisclosure()
  const itemActions = useItemActions(item, edit.open)
  const stock = useStockActions({ id: item.id, name: item.name, unit: item.unit })
  const stocked = item.kind !== 'SERVICE'
  const toFrame: PageAction[] =
    item.kind === 'FRAME' && maySeeFrames
      ? [{ label: 'Open the frame', icon: IconWindow, to: `/frames/${item.id}` }]
      : []
  const make: PageAction[] =
    mayMake && bom.data !== undefined && bom.data.lines.length > 0
      ? [
          {
            label: 'Make some',
            icon: IconBuildingFactory2,
            to: `/production-orders/new?itemId=${item.id}`,
            quiet: true,
          },
        ]
      : []
  return (
    <Page>
      <PageHeader
        title={item.name}
        badge={<Badge item={item} />}
        subtitle={`${item.sku} · ${itemKindWords[item.kind]}`}
        actions={[
          ...toFrame,
          ...itemActions.slice(0, 1),
          ...make,
          ...(stocked ? stock.actions : []),
          ...itemActions.slice(1),
        ]}
      />
      <Columns
        main={
          <>
            <Section title="Facts">
              <ItemFacts item={item} />
            </Section>
            {maySeeBom && stocked && item.kind !== 'FRAME' ? <ItemBom item={item} /> : null}
            {maySeeStock && stocked ? (
              <Section title="Movements">
                <Movements itemId={item.id} />
              </Section>
            ) : null}
            {maySeeOrders ? <ItemOrders itemId={item.id} /> : null}
          </>
        }
        side={
          <>
            {maySeeStock && stocked ? (
              <Section title="Stock by location">
                <StockByLocation itemId={item.id} />
              </Section>
            ) : null}
            <Attachments entity={item.kind === 'FRAME' ? 'frame' : 'item'} id={item.id} />
            <Section title="History">
              <Timeline entity="item" id={item.id} />
            </Section>
          </>
        }
      />
      <EditItemDialog opened={editing} onClose={edit.close} item={item} />
      <StockDialog task={stock.task} onClose={stock.close} />
    </Page>
  )
}

function Badge({ item }: { item: Item }) {
  if (!item.active) return <StateBadge group="flag" state="INACTIVE" />
  return isShort(item) ? <StateBadge group="flag" state="SHORT" /> : null
}
