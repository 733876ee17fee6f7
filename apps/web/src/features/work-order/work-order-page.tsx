import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { IconPencil, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { DocumentQuery } from '~/components/document-query.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { lifecycleActions, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { rowFromLists } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { openFile } from '~/lib/open-file.ts'
import { keyOf } from '~/lib/query-key.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { AssignPanel } from './assign-panel.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OrderTasks } from './order-tasks.tsx'
import { useOrderActions } from './use-order-actions.ts'

const EditOrder = lazyDialog(() => import('./edit-order.tsx').then((part) => part.EditOrder), { opened: false })

/** One work order: what to make, how far it is, who does it, and what happened. */
export function WorkOrderPage({ id }: { id: number }) {
  const query = trpc.workOrder.get.useQuery(
    { id },
    { placeholderData: () => rowFromLists<WorkOrder>(keyOf('workOrder', 'list'), id) },
  )
  return (
    <DocumentQuery query={query} noun="work order">
      {(order) => <WorkOrderDetails order={order} />}
    </DocumentQuery>
  )
}

function WorkOrderDetails({ order }: { order: WorkOrder }) {
  const actions = useOrderActions()
  const mayWrite = useMay('workOrder.write')
  // The card of the production order has its materials too, for whoever may see that.
  const seesProduction = useMay('productionOrder.read')
  const [editing, setEditing] = useState(false)
  const open = order.status === 'PENDING' || order.status === 'IN_PROGRESS'
  const steps = lifecycleActions(
    'workOrder',
    order.allowedActions,
    (action) => actions.run(action, order),
    actions.pending,
  )
  const others = [
    ...(mayWrite && open ? [{ label: 'Edit', icon: IconPencil, run: () => setEditing(true) }] : []),
    {
      label: 'Print job card',
      icon: IconPrinter,
      run: () =>
        void openFile(
          order.productionOrder === null || !seesProduction
            ? `/api/work-orders/${order.id}/job-card`
            : `/api/production/orders/${order.productionOrder.id}/job-card`,
        ),
    },
  ]
  return (
    <>
      <Page>
        <PageHeader
          title={order.number}
          badge={
            <>
              <StateBadge group="workOrder" state={order.status} />
              {order.late ? <StateBadge group="flag" state="LATE" /> : null}
            </>
          }
          subtitle={order.frame.name}
          // The dangerous step comes last, behind what is pressed more often.
          actions={[...steps.filter((step) => !step.danger), ...others, ...steps.filter((step) => step.danger)]}
        />
        <Columns
          main={
            <>
              <OrderFacts order={order} />
              <OrderTasks order={order} />
            </>
          }
          side={
            <>
              <AssignPanel order={order} />
              <Attachments entity="workOrder" id={order.id} />
              <Section title="History">
                <Timeline entity="workOrder" id={order.id} />
              </Section>
            </>
          }
        />
      </Page>
      <EditOrder order={order} opened={editing} onClose={() => setEditing(false)} />
    </>
  )
}
