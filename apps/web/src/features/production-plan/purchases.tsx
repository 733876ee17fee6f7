import type { PlannedPurchase } from '@framewright/contracts/production-plan/production-plan.schema'
import { Alert, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Column } from '~/components/data-table/column.ts'
import { SupplierPicker } from '~/components/pickers/pickers.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { DayText, MoneyText, QuantityText } from '~/components/text.tsx'
import { useReorder } from '~/features/stock/reorder/use-reorder.ts'
import { plural } from '~/lib/format.ts'

/** What is short and bought; one click raises an order for each supplier, as reordering does. */
export function Purchases({ purchases, mayBuy }: { purchases: readonly PlannedPurchase[]; mayBuy: boolean }) {
  const reorder = useReorder(
    purchases.map(({ itemId, sku, name, unit, available, incoming, short, supplier, unitPrice }) => ({
      ...{ itemId, sku, name, unit, available, incoming, supplier, unitPrice },
      quantity: short,
      reorderPoint: '0',
      made: false,
    })),
  )
  const supplierOf = new Map(reorder.rows.map((row) => [row.proposal.itemId, row.supplier]))
  const columns: readonly Column<PlannedPurchase & { id: number }>[] = [
    {
      id: 'item',
      header: 'Item',
      card: 'title',
      cell: (row) => (
        <>
          {row.name} <span className="fw-muted">{row.sku}</span>
        </>
      ),
    },
    {
      id: 'short',
      header: 'Short',
      align: 'right',
      cell: (row) => (
        <span className="fw-short">
          <QuantityText value={row.short} unit={row.unit} />
        </span>
      ),
    },
    {
      id: 'needed',
      header: 'Needed',
      align: 'right',
      cell: (row) => <QuantityText value={row.needed} unit={row.unit} />,
    },
    {
      id: 'available',
      header: 'There, coming',
      align: 'right',
      cell: (row) => (
        <>
          <QuantityText value={row.available} unit={row.unit} />
          <span className="fw-muted">
            {' + '}
            <QuantityText value={row.incoming} />
          </span>
        </>
      ),
    },
    { id: 'order', header: 'Order by', cell: (row) => <DayText value={row.orderDate} late={row.late} /> },
    { id: 'price', header: 'Price', align: 'right', cell: (row) => <MoneyText value={row.unitPrice} /> },
    {
      id: 'supplier',
      header: 'Supplier',
      cell: (row) =>
        mayBuy ? (
          <SupplierPicker
            aria-label={`Supplier of ${row.name}`}
            placeholder="Choose"
            value={supplierOf.get(row.itemId)?.id ?? null}
            initialLabel={row.supplier?.name}
            onChange={(id, choice) =>
              reorder.change(row.itemId, {
                supplier: id === null ? null : { id, name: choice?.label ?? '' },
                selected: id !== null,
              })
            }
          />
        ) : (
          (row.supplier?.name ?? <span className="fw-muted">–</span>)
        ),
    },
  ]
  const { order, raised } = reorder
  return (
    <>
      <SmallTable
        label="What is short and bought"
        columns={columns}
        rows={purchases.map((row) => ({ ...row, id: row.itemId }))}
        href={(row) => `/items/${row.itemId}`}
      />
      {reorder.refusal ? (
        <Alert color="red" variant="light" role="alert" mt="sm">
          {reorder.refusal}
        </Alert>
      ) : null}
      {raised.length > 0 ? (
        <Alert
          color="green"
          variant="light"
          role="status"
          mt="sm"
          title={`${plural(raised.length, 'purchase order')} raised`}
        >
          {raised.map(({ id, number }, index) => (
            <span key={id}>
              {index > 0 ? ', ' : ''}
              <Link to="/purchase-orders/$id" params={{ id: String(id) }} className="fw-link">
                {number}
              </Link>
            </span>
          ))}
        </Alert>
      ) : null}
      {mayBuy ? (
        <Group justify="space-between" mt="sm">
          <Text size="sm" c="dimmed">
            {order.lines.length < purchases.length
              ? `${plural(purchases.length - order.lines.length, 'item')} without a supplier yet`
              : ''}
          </Text>
          <Button
            size="xs"
            variant="default"
            disabled={order.lines.length === 0}
            loading={reorder.pending}
            onClick={() => reorder.send()}
          >
            Raise {order.suppliers > 0 ? plural(order.suppliers, 'purchase order') : 'purchase orders'}
          </Button>
        </Group>
      ) : null}
    </>
  )
}
