import type { Supplier } from '@framewright/contracts/supplier/supplier.schema'
import { useDisclosure } from '@mantine/hooks'
import { IconShoppingCart } from '@tabler/icons-react'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { PartyFacts } from '~/components/party/party-facts.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useRecordActions } from '~/lib/use-record-actions.ts'
import { supplierMerge } from './merge-kind.ts'
import { SupplierOrders } from './supplier-orders.tsx'

const MergeDrawer = lazyDialog(() => import('~/components/party/merge-drawer.tsx').then((part) => part.MergeDrawer), {
  opened: false,
})
const SupplierDialog = lazyDialog(() => import('./supplier-dialog.tsx').then((part) => part.SupplierDialog), {
  opened: false,
})

/** One supplier with the orders placed there. */
export function SupplierPage({ supplier }: { supplier: Supplier }) {
  const { id, name, active } = supplier
  const mayOrder = useMay('purchaseOrder.write')
  const maySeeOrders = useMay('purchaseOrder.read')
  const [editing, edit] = useDisclosure()
  const [merging, merge] = useDisclosure()
  const actions = useRecordActions(supplier, {
    entity: 'supplier',
    update: trpc.supplier.update,
    remove: trpc.supplier.remove,
    list: '/suppliers',
    edit: edit.open,
    merge: merge.open,
    deactivating: 'It can then no longer be chosen for new orders. Open orders stay as they are and can be received.',
    removing: 'Nothing refers to this supplier, so it can be deleted for good.',
  })

  return (
    <Page>
      <PageHeader
        title={name}
        badge={active ? undefined : <StateBadge group="flag" state="INACTIVE" />}
        subtitle={supplier.code}
        actions={[
          ...(mayOrder && active
            ? [{ label: 'New order', icon: IconShoppingCart, to: `/purchase-orders/new?supplierId=${id}` }]
            : []),
          ...actions,
        ]}
      />
      <Columns
        main={
          <>
            <PartyFacts party={supplier} />
            {maySeeOrders ? <SupplierOrders supplierId={id} /> : null}
          </>
        }
        side={
          <>
            <Attachments entity="supplier" id={id} />
            <Section title="History">
              <Timeline entity="supplier" id={id} />
            </Section>
          </>
        }
      />
      <MergeDrawer kind={supplierMerge} party={supplier} opened={merging} onClose={merge.close} />
      <SupplierDialog opened={editing} onClose={edit.close} supplier={supplier} />
    </Page>
  )
}
