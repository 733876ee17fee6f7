import type { Item } from '@framewright/contracts/item/item.schema'
import { Text } from '@mantine/core'
import { IconWindow } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { Movements } from '~/features/frame/movements.tsx'
import { StockByLocation } from '~/features/frame/stock-by-location.tsx'
import { orderColumns } from '~/features/purchase-order/order-columns.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { itemKindWords } from './item-kinds.ts'

/** One item: what it costs, how much is where, what moved, and what is ordered of it. */
export function ItemPage({ item }: { item: Item }) {
  const maySeeStock = useMay('stock.read')
  const maySeeOrders = useMay('purchaseOrder.read')
  const maySeeFrames = useMay('frame.read')
  return (
    <Page>
      <PageHeader
        title={item.name}
        badge={item.active ? undefined : <StateBadge group="flag" state="INACTIVE" />}
        subtitle={`${item.sku} · ${itemKindWords[item.kind]}`}
        actions={
          item.kind === 'FRAME' && maySeeFrames
            ? [{ label: 'Open the frame', icon: IconWindow, to: `/frames/${item.id}` }]
            : []
        }
      />
      <Columns
        main={
          <>
            <Section title="Facts">
              <FactGrid
                facts={[
                  {
                    label: 'Available',
                    value: <QuantityText value={item.stock.available} unit={item.unit} warnAtZero />,
                  },
                  { label: 'On hand', value: <QuantityText value={item.stock.onHand} unit={item.unit} /> },
                  { label: 'Reserved', value: <QuantityText value={item.stock.reserved} unit={item.unit} /> },
                  { label: 'Unit', value: item.unit },
                  { label: 'Cost', value: <MoneyText value={item.cost} /> },
                  { label: 'Sales price', value: <MoneyText value={item.unitPrice} /> },
                  { label: 'Tax rate', value: <QuantityText value={item.taxRate} unit="%" /> },
                ]}
              />
            </Section>
            {maySeeStock ? (
              <Section title="Movements">
                <Movements itemId={item.id} />
              </Section>
            ) : null}
            {maySeeOrders ? <ItemOrders itemId={item.id} /> : null}
          </>
        }
        side={
          <>
            {maySeeStock ? (
              <Section title="Stock by location">
                <StockByLocation itemId={item.id} />
              </Section>
            ) : null}
            <Section title="History">
              <Timeline entity="item" id={item.id} />
            </Section>
          </>
        }
      />
    </Page>
  )
}

/** The latest purchase orders with this item. */
function ItemOrders({ itemId }: { itemId: number }) {
  const query = trpc.purchaseOrder.list.useQuery({ itemId, sort: '-orderDate', limit: 5 })
  return (
    <Section
      title="Purchase orders"
      action={
        <Link to="/purchase-orders" search={{ itemId }} className="fw-link">
          All of them
        </Link>
      }
    >
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              It has not been ordered yet.
            </Text>
          ) : (
            <SmallTable
              label="Orders with this item"
              columns={orderColumns}
              rows={items}
              href={(order) => `/purchase-orders/${order.id}`}
            />
          )
        }
      </QueryBlock>
    </Section>
  )
}
