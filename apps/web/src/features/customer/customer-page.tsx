import type { Customer } from '@framewright/contracts/customer/customer.schema'
import { useDisclosure } from '@mantine/hooks'
import { IconReceipt } from '@tabler/icons-react'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { PartyFacts } from '~/components/party/party-facts.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay, useMayAny } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useRecordActions } from '~/lib/use-record-actions.ts'
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
  const { id, name, active } = customer
  const mayOrder = useMay('salesOrder.write')
  const maySeeOrders = useMayAny('salesOrder.read', 'salesOrder.own')
  const maySeeInvoices = useMayAny('invoice.read', 'invoice.own')
  const [editing, edit] = useDisclosure()
  const [merging, merge] = useDisclosure()
  const actions = useRecordActions(customer, {
    entity: 'customer',
    update: trpc.customer.update,
    remove: trpc.customer.remove,
    list: '/customers',
    edit: edit.open,
    merge: merge.open,
    deactivating: 'No new orders can then be written for them. Open orders stay as they are and can be shipped.',
    removing: 'Nothing refers to this customer, so it can be deleted for good.',
  })

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
          ...actions,
        ]}
      />
      <Columns
        main={
          <>
            <PartyFacts party={customer} more={[{ label: 'Owner', value: customer.owner?.name ?? '–' }]} />
            {maySeeOrders ? <CustomerOrders customerId={id} /> : null}
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
