import * as decimal from '@framewright/contracts/core/decimal'
import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileTypePdf, IconListCheck, IconPencil, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { Columns, Page } from '~/components/page.tsx'
import { lifecycleActions, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { PlannedTogether } from '~/features/production-plan/chain.tsx'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { openFile } from '~/lib/open-file.ts'
import { useMay } from '~/lib/session.ts'
import { CostPanel } from './cost-panel.tsx'
import { MaterialsTable } from './materials-table.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OutputsList } from './outputs-list.tsx'
import { ShortAlert } from './short-alert.tsx'
import { StagesPanel } from './stages-panel.tsx'
import { useOrderActions } from './use-order-actions.ts'

const EditOrderDialog = lazyDialog(() => import('./edit-order-dialog.tsx').then((part) => part.EditOrderDialog), {
  opened: false,
})
const OutputDrawer = lazyDialog(() => import('./output-drawer.tsx').then((part) => part.OutputDrawer), {
  opened: false,
})

/** One production order. `recording` is the link's: what was made can be recorded by address. */
export function ProductionOrderPage({ order, recording }: { order: ProductionOrder; recording: boolean }) {
  const navigate = useNavigate()
  const mayWrite = useMay('productionOrder.write')
  const [editing, edit] = useDisclosure()
  const setRecording = (open: boolean) =>
    void navigate({
      to: '/production-orders/$id',
      params: { id: String(order.id) },
      search: open ? { output: true } : {},
      replace: true,
      resetScroll: false,
    })
  const actions = useOrderActions(() => setRecording(true))
  const draft = order.status === 'DRAFT'
  const address = `/api/production/orders/${order.id}` as const
  const settled = order.status === 'CLOSED' || order.status === 'CANCELLED'
  const short = !draft && order.materials.some((line) => decimal.isPositive(line.short))

  return (
    <Page>
      <PageHeader
        title={order.number}
        badge={
          <Group gap={6} wrap="nowrap">
            <StateBadge group="productionOrder" state={order.status} />
            {order.late ? <StateBadge group="flag" state="LATE" /> : null}
            {short ? <StateBadge group="flag" state="SHORT" /> : null}
          </Group>
        }
        subtitle={`${order.item.name} · ${order.item.sku}`}
        actions={[
          ...lifecycleActions(
            'productionOrder',
            order.allowedActions,
            (action) => void actions.run(action, order),
            actions.running,
          ),
          ...(draft
            ? []
            : [
                {
                  label: 'Job card',
                  icon: IconFileTypePdf,
                  run: () => void openFile(`${address}/job-card`),
                  quiet: true,
                },
                {
                  label: 'Pick list',
                  icon: IconListCheck,
                  run: () => void openFile(`${address}/pick-list`),
                  quiet: true,
                },
              ]),
          ...(mayWrite && !settled ? [{ label: 'Edit', icon: IconPencil, run: edit.open, quiet: true }] : []),
          ...(mayWrite && draft
            ? [{ label: 'Delete', icon: IconTrash, danger: true, run: () => void actions.askRemove(order) }]
            : []),
        ]}
      />
      {draft && actions.short.length > 0 ? (
        <ShortAlert
          short={actions.short}
          releasing={actions.running === 'release'}
          onRelease={() => actions.releaseShort(order)}
          onClose={actions.dismissShort}
        />
      ) : null}
      <Columns
        main={
          <>
            <Section title="Facts">
              <OrderFacts order={order} />
            </Section>
            {order.stages.length > 0 ? (
              <Section title="Stages">
                <StagesPanel order={order} />
              </Section>
            ) : null}
            <Section title="Materials">
              <MaterialsTable order={order} />
              {mayWrite && short ? (
                <Group justify="flex-end" mt="sm" className="fw-no-print">
                  <Button
                    size="xs"
                    variant="default"
                    loading={actions.reserving}
                    onClick={() => actions.reserve(order)}
                  >
                    Reserve what is there now
                  </Button>
                </Group>
              ) : null}
            </Section>
            {order.notes ? (
              <Section title="Notes">
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                  {order.notes}
                </Text>
              </Section>
            ) : null}
          </>
        }
        side={
          <>
            {order.cost === null ? null : (
              <Section title="Cost against plan">
                <CostPanel cost={order.cost} />
              </Section>
            )}
            {draft ? null : (
              <Section title="Outputs">
                <OutputsList order={order} />
              </Section>
            )}
            <PlannedTogether id={order.id} />
            <Section title="History">
              <Timeline entity="productionOrder" id={order.id} />
            </Section>
          </>
        }
      />
      <OutputDrawer
        order={order}
        opened={recording && order.allowedActions.includes('output')}
        onClose={() => setRecording(false)}
      />
      <EditOrderDialog order={order} opened={editing} onClose={edit.close} />
    </Page>
  )
}
