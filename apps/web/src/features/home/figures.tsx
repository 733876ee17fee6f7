import { type Figure, Figures } from '~/components/plots/figures.tsx'
import { formatCompactMoney, formatCount, formatMoney } from '~/lib/format.ts'
import type { Summary } from './home-page.tsx'

/** The figures of the shop with their last days; each leads to the list behind it. */
export function HomeFigures({ summary }: { summary: Summary }) {
  return <Figures figures={figuresOf(summary)} />
}

const sumOf = (trend: readonly { value: number }[]) => trend.reduce((total, point) => total + point.value, 0)

const openSales = ['DRAFT', 'CONFIRMED', 'SHIPPED'] as const

/** Parts this person may not see have no figure. */
function figuresOf({ orders, invoices, workOrders, tasks, frames, trends }: Summary): Figure[] {
  const purchase = orders?.purchase ?? null
  const sales = orders?.sales ?? null
  const figures: (Figure | null)[] = [
    sales && {
      label: 'Sold, not delivered',
      value: formatCompactMoney(sales.openAmount),
      exact: formatMoney(sales.openAmount),
      note: `${formatCount(openSales.reduce((total, state) => total + sales.byStatus[state], 0))} open sales orders`,
      trend: trends.salesAmount,
      path: '/sales-orders',
      search: { status: openSales },
    },
    // Of a shop that writes its invoices elsewhere there is nothing to tell.
    invoices && invoices.total > 0
      ? {
          label: 'Invoiced',
          value: formatCompactMoney(invoices.totalAmount),
          exact: formatMoney(invoices.totalAmount),
          note: `${formatCount(invoices.total)} ${invoices.total === 1 ? 'invoice' : 'invoices'}`,
          trend: trends.invoicedAmount,
          path: '/invoices',
          search: {},
        }
      : null,
    purchase && {
      label: 'On order',
      value: formatCompactMoney(purchase.openAmount),
      exact: formatMoney(purchase.openAmount),
      note: `${formatCount(purchase.byStatus.PENDING + purchase.byStatus.PARTIALLY_RECEIVED)} open purchase orders`,
      trend: trends.purchaseAmount,
      path: '/purchase-orders',
      search: { status: ['PENDING', 'PARTIALLY_RECEIVED'] },
    },
    workOrders && {
      label: 'Open work orders',
      value: formatCount(workOrders.byStatus.PENDING + workOrders.byStatus.IN_PROGRESS),
      note: `${formatCount(sumOf(trends.workOrdersCompleted))} completed in ${trends.workOrdersCompleted.length} days`,
      trend: trends.workOrdersCompleted,
      path: '/work-orders',
      search: { status: ['PENDING', 'IN_PROGRESS'] },
    },
    tasks && {
      label: 'Tasks in progress',
      value: formatCount(Object.values(tasks.byKind).reduce((total, kind) => total + kind.IN_PROGRESS, 0)),
      note: `${formatCount(sumOf(trends.tasksCompleted))} finished in ${trends.tasksCompleted.length} days`,
      trend: trends.tasksCompleted,
      path: '/tasks',
      search: { status: ['IN_PROGRESS'] },
    },
    frames && {
      label: 'Frames in stock',
      value: formatCount(frames.inStock),
      note: `${formatCount(sumOf(trends.framesMade))} made in ${trends.framesMade.length} days`,
      trend: trends.framesMade,
      path: '/frames',
      search: { stock: 'IN' },
    },
  ]
  return figures.filter((figure) => figure !== null)
}
