import type { Permission } from '@framewright/contracts/permissions'
import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { IconUser } from '@tabler/icons-react'
import { skipToken } from '@tanstack/react-query'
import { useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { FrameDrawing } from '../frame-drawing.tsx'
import { MenuIcon } from '../menu-icon.tsx'
import { StateBadge } from '../state-badge.tsx'

/** Rows a kind of document shows. */
const limit = 5

/** Documents, items and people that a query finds, asked only where the person may read them. */
export function useFound(query: string, go: (path: string) => void) {
  const { permissions } = useSession()
  const search = query.length >= 2 ? query : null
  const frameInput = search !== null && permissions.has('frame.read') ? { search, limit } : skipToken
  const workInput = search !== null && permissions.has('workOrder.read') ? { search, limit } : skipToken
  const madeInput = search !== null && permissions.has('productionOrder.read') ? { search, limit } : skipToken
  const orderInput = search !== null && permissions.has('purchaseOrder.read') ? { search, limit } : skipToken
  const sees = (...any: Permission[]) => any.some((permission) => permissions.has(permission))
  const salesInput = search !== null && sees('salesOrder.read', 'salesOrder.own') ? { search, limit } : skipToken
  const invoiceInput = search !== null && sees('invoice.read', 'invoice.own') ? { search, limit } : skipToken
  const customerInput = search !== null && sees('customer.read', 'customer.own') ? { search, limit } : skipToken
  const itemInput = search !== null && permissions.has('item.read') ? { search, limit } : skipToken
  const personInput = search !== null && permissions.has('user.read') ? { search, limit } : skipToken
  const frames = trpc.frame.list.useQuery(frameInput)
  const workOrders = trpc.workOrder.list.useQuery(workInput)
  const productionOrders = trpc.productionOrder.list.useQuery(madeInput)
  const purchaseOrders = trpc.purchaseOrder.list.useQuery(orderInput)
  const salesOrders = trpc.salesOrder.list.useQuery(salesInput)
  const invoices = trpc.invoice.list.useQuery(invoiceInput)
  const customers = trpc.customer.list.useQuery(customerInput)
  const items = trpc.item.list.useQuery(itemInput)
  const people = trpc.user.list.useQuery(personInput)

  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Sales orders',
      actions: (salesOrders.data?.items ?? []).map((order) => ({
        id: `salesOrder:${order.id}`,
        label: order.number,
        description: order.customer.name,
        leftSection: <MenuIcon name="receipt" size={18} />,
        rightSection: <StateBadge group="salesOrder" state={order.status} size="sm" />,
        onClick: () => go(`/sales-orders/${order.id}`),
      })),
    },
    {
      group: 'Invoices',
      actions: (invoices.data?.items ?? []).map((invoice) => ({
        id: `invoice:${invoice.id}`,
        label: invoice.invoiceNo,
        description: invoice.customer.name,
        leftSection: <MenuIcon name="file-invoice" size={18} />,
        rightSection: <StateBadge group="invoice" state={invoice.status} size="sm" />,
        onClick: () => go(`/invoices/${invoice.id}`),
      })),
    },
    {
      group: 'Work orders',
      actions: (workOrders.data?.items ?? []).map((order) => ({
        id: `workOrder:${order.id}`,
        label: order.number,
        description: `${order.frame.name} · ${order.description}`,
        leftSection: <MenuIcon name="clipboard" size={18} />,
        rightSection: <StateBadge group="workOrder" state={order.status} size="sm" />,
        onClick: () => go(`/work-orders/${order.id}`),
      })),
    },
    {
      group: 'Production orders',
      actions: (productionOrders.data?.items ?? []).map((order) => ({
        id: `productionOrder:${order.id}`,
        label: order.number,
        description: order.item.name,
        leftSection: <MenuIcon name="building-factory" size={18} />,
        rightSection: <StateBadge group="productionOrder" state={order.status} size="sm" />,
        onClick: () => go(`/production-orders/${order.id}`),
      })),
    },
    {
      group: 'Purchase orders',
      actions: (purchaseOrders.data?.items ?? []).map((order) => ({
        id: `purchaseOrder:${order.id}`,
        label: order.number,
        description: order.supplier.name,
        leftSection: <MenuIcon name="shopping-cart" size={18} />,
        rightSection: <StateBadge group="purchaseOrder" state={order.status} size="sm" />,
        onClick: () => go(`/purchase-orders/${order.id}`),
      })),
    },
    {
      group: 'Frames',
      actions: (frames.data?.items ?? []).map((frame) => ({
        id: `frame:${frame.id}`,
        label: frame.name,
        description: `${frame.sku} · ${frame.widthMm} × ${frame.heightMm} mm`,
        leftSection: <FrameDrawing {...frame} size={24} />,
        onClick: () => go(`/frames/${frame.id}`),
      })),
    },
    {
      group: 'Items',
      actions: (items.data?.items ?? [])
        .filter((item) => item.kind !== 'FRAME')
        .map((item) => ({
          id: `item:${item.id}`,
          label: item.name,
          description: item.sku,
          leftSection: <MenuIcon name="packages" size={18} />,
          onClick: () => go(`/items/${item.id}`),
        })),
    },
    {
      group: 'Customers',
      actions: (customers.data?.items ?? []).map((customer) => ({
        id: `customer:${customer.id}`,
        label: customer.name,
        description: customer.code,
        leftSection: <MenuIcon name="address-book" size={18} />,
        onClick: () => go(`/customers/${customer.id}`),
      })),
    },
    {
      group: 'People',
      actions: (people.data?.items ?? []).map((user) => ({
        id: `user:${user.id}`,
        label: `${user.firstName} ${user.lastName}`.trim() || user.username,
        description: `${user.username} · ${user.role.name}`,
        leftSection: <IconUser size={18} aria-hidden />,
        onClick: () => go(`/users/${user.id}`),
      })),
    },
  ]
  const found = groups.filter((group) => group.actions.length > 0)
  return {
    // Who types a number means a document; who types a name means the thing or the person more often than its orders.
    groups: looksLikeNumber(query) ? found : [...found.filter(isNamed), ...found.filter((group) => !isNamed(group))],
    searching: [
      frames,
      workOrders,
      salesOrders,
      invoices,
      productionOrders,
      purchaseOrders,
      items,
      customers,
      people,
    ].some((one) => one.isFetching),
  }
}

const looksLikeNumber = (query: string) => /\d/.test(query) || /^(wo|po|so|jo|inv)-?$/i.test(query)
const isNamed = ({ group }: SpotlightActionGroupData) => !group?.endsWith('orders') && group !== 'Invoices'
