import type { RecordAction } from '@framewright/contracts/core/record-actions'
import type { Customer } from '@framewright/contracts/customer/customer.schema'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowMerge, IconBan, IconCircleCheck, IconPencil, IconReceipt, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { type PageAction, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { confirm } from '~/lib/confirm.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay, useMayAny } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { CustomerInvoices } from './customer-invoices.tsx'
import { CustomerOrders } from './customer-orders.tsx'
import { customerMerge } from './merge-kind.ts'

const MergeDrawer = lazyDialog(() => import('~/components/party/merge-drawer.tsx').then((part) => part.MergeDrawer), {
  opened: false,
})
const CustomerDialog = lazyDialog(() => import('./customer-dialog.tsx').then((part) => part.CustomerDialog), {
  opened: false,
})

/** One customer with their orders. */
export function CustomerPage({ customer }: { customer: Customer }) {
  const { id, name, active, version, allowedActions } = customer
  const navigate = useNavigate()
  const mayOrder = useMay('salesOrder.write')
  const maySeeOrders = useMayAny('salesOrder.read', 'salesOrder.own')
  const maySeeInvoices = useMayAny('invoice.read', 'invoice.own')
  const [editing, edit] = useDisclosure()
  const [merging, merge] = useDisclosure()
  const orders = trpc.salesOrder.list.useQuery(
    { customerId: id, sort: '-orderDate', limit: 10 },
    { enabled: maySeeOrders },
  )
  const update = useDocumentAction(trpc.customer.update, {
    entity: 'customer',
    done: (after) => `${after.name} is ${after.active ? 'active again' : 'inactive'}`,
  })
  const remove = useDocumentAction(trpc.customer.remove, {
    entity: 'customer',
    done: `${name} deleted`,
    onDone: () => void navigate({ to: '/customers', replace: true }),
  })
  const deactivate = async () => {
    const message = 'No new orders can then be written for them. Open orders stay as they are and can be shipped.'
    const yes = await confirm({ title: `Deactivate ${name}?`, message, verb: 'Deactivate', danger: true })
    if (yes) update.mutate({ id, version, active: false })
  }
  const askRemove = async () => {
    const message = 'Nothing refers to this customer, so it can be deleted for good.'
    const yes = await confirm({ title: `Delete ${name}?`, message, verb: 'Delete', danger: true })
    if (yes) remove.mutate({ id })
  }
  const actions: Record<RecordAction, PageAction> = {
    update: { label: 'Edit', icon: IconPencil, run: edit.open },
    merge: { label: 'Merge a duplicate', icon: IconArrowMerge, run: merge.open },
    deactivate: { label: 'Deactivate', icon: IconBan, danger: true, run: () => void deactivate() },
    activate: { label: 'Activate', icon: IconCircleCheck, run: () => update.mutate({ id, version, active: true }) },
    remove: { label: 'Delete', icon: IconTrash, danger: true, run: () => void askRemove() },
  }

  return (
    <Page>
      <PageHeader
        title={name}
        badge={active ? undefined : <StateBadge group="flag" state="INACTIVE" />}
        subtitle={customer.code}
        actions={[
          ...(mayOrder && active
            ? [{ label: 'New order', icon: IconReceipt, to: `/sales-orders/new?customerId=${id}` }]
            : []),
          ...allowedActions.map((action) => actions[action]),
        ]}
      />
      <Columns
        main={
          <>
            <Section title="Facts">
              <FactGrid
                facts={[
                  { label: 'E-mail', value: customer.email ? <Mail address={customer.email} /> : '–' },
                  { label: 'Phone', value: customer.phone || '–' },
                  { label: 'Tax id', value: customer.taxId || '–' },
                  { label: 'Owner', value: customer.owner?.name ?? '–' },
                  {
                    label: 'Address',
                    value: <span style={{ whiteSpace: 'pre-line' }}>{customer.address || '–'}</span>,
                  },
                ]}
              />
            </Section>
            {maySeeOrders ? <CustomerOrders customerId={id} query={orders} /> : null}
            {maySeeInvoices ? <CustomerInvoices customerId={id} /> : null}
          </>
        }
        side={
          <>
            <Attachments entity="customer" id={id} />
            <Section title="History">
              <Timeline entity="customer" id={id} />
            </Section>
          </>
        }
      />
      <CustomerDialog opened={editing} onClose={edit.close} customer={customer} />
      <MergeDrawer kind={customerMerge} party={customer} opened={merging} onClose={merge.close} />
    </Page>
  )
}

const Mail = ({ address }: { address: string }) => (
  <a href={`mailto:${address}`} className="fw-link">
    {address}
  </a>
)
