import type { RecordAction } from '@framewright/contracts/core/record-actions'
import type { Supplier } from '@framewright/contracts/supplier/supplier.schema'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowMerge, IconBan, IconCircleCheck, IconPencil, IconShoppingCart, IconTrash } from '@tabler/icons-react'
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
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
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
  const { id, name, active, version, allowedActions } = supplier
  const navigate = useNavigate()
  const mayOrder = useMay('purchaseOrder.write')
  const maySeeOrders = useMay('purchaseOrder.read')
  const [editing, edit] = useDisclosure()
  const [merging, merge] = useDisclosure()
  const orders = trpc.purchaseOrder.list.useQuery(
    { supplierId: id, sort: '-orderDate', limit: 10 },
    { enabled: maySeeOrders },
  )
  const update = useDocumentAction(trpc.supplier.update, {
    entity: 'supplier',
    done: (after) => `${after.name} is ${after.active ? 'active again' : 'inactive'}`,
  })
  const remove = useDocumentAction(trpc.supplier.remove, {
    entity: 'supplier',
    done: `${name} deleted`,
    onDone: () => void navigate({ to: '/suppliers', replace: true }),
  })
  const deactivate = async () => {
    const message = 'It can then no longer be chosen for new orders. Open orders stay as they are and can be received.'
    const yes = await confirm({ title: `Deactivate ${name}?`, message, verb: 'Deactivate', danger: true })
    if (yes) update.mutate({ id, version, active: false })
  }
  const askRemove = async () => {
    const message = 'Nothing refers to this supplier, so it can be deleted for good.'
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
        subtitle={supplier.code}
        actions={[
          ...(mayOrder && active
            ? [{ label: 'New order', icon: IconShoppingCart, to: `/purchase-orders/new?supplierId=${id}` }]
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
                  { label: 'E-mail', value: supplier.email ? <Mail address={supplier.email} /> : '–' },
                  { label: 'Phone', value: supplier.phone || '–' },
                  { label: 'Tax id', value: supplier.taxId || '–' },
                  { label: 'Address', value: <Lines text={supplier.address} /> },
                ]}
              />
            </Section>
            {maySeeOrders ? <SupplierOrders supplierId={id} query={orders} /> : null}
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

const Mail = ({ address }: { address: string }) => (
  <a href={`mailto:${address}`} className="fw-link">
    {address}
  </a>
)

const Lines = ({ text }: { text: string }) =>
  text === '' ? '–' : <span style={{ whiteSpace: 'pre-line' }}>{text}</span>
