import type {
  CreatedPlan,
  PlanInput,
  ProductionPlan,
} from '@framewright/contracts/production-plan/production-plan.schema'
import { Alert, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { FormBar } from '~/components/form-bar.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { plural } from '~/lib/format.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { coveredColumns, plannedColumns } from './plan-columns.tsx'
import { Purchases } from './purchases.tsx'

/** A plan, and the button that makes its orders. */
export function PlanResult({ input, plan }: { input: PlanInput; plan: ProductionPlan }) {
  const [made, setMade] = useState<CreatedPlan['orders']>([])
  const maySeeCovered = plan.covered.length > 0
  const mayBuy = useMay('purchaseOrder.write')
  const create = useDocumentAction(trpc.productionPlan.create, {
    entity: 'productionOrder',
    done: ({ orders }) => `${plural(orders.length, 'production order')} planned`,
    onDone: ({ orders }) => {
      for (const { id } of orders.slice(0, 1)) invalidateDocument('productionOrder', id)
      setMade(orders)
    },
  })
  const { orders, salesOrder } = plan
  return (
    <>
      {made.length > 0 ? (
        <Alert color="green" variant="light" role="status" title={`${plural(made.length, 'production order')} planned`}>
          {made.slice(0, 20).map(({ id, number, name }, index) => (
            <span key={id}>
              {index > 0 ? ', ' : ''}
              <Link to="/production-orders/$id" params={{ id: String(id) }} className="fw-link">
                {number}
              </Link>{' '}
              {name}
            </span>
          ))}
          {made.length > 20 ? ` and ${made.length - 20} more` : ''}. They are drafts: release each when its materials
          are there.
        </Alert>
      ) : null}
      <Section
        title="To be made"
        action={
          salesOrder ? (
            <Text size="sm">
              for{' '}
              <Link to="/sales-orders/$id" params={{ id: String(salesOrder.id) }} className="fw-link">
                {salesOrder.number}
              </Link>
            </Text>
          ) : undefined
        }
      >
        {orders.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing {made.length > 0 ? 'more ' : ''}has to be made for it.
          </Text>
        ) : (
          <SmallTable
            label="Production orders to be made"
            columns={plannedColumns}
            rows={orders.map((order) => ({ ...order, id: order.itemId }))}
            href={(row) => `/boms/${row.itemId}`}
          />
        )}
      </Section>
      {plan.purchases.length > 0 ? (
        <Section title="To be bought">
          <Purchases purchases={plan.purchases} mayBuy={mayBuy} />
        </Section>
      ) : null}
      {maySeeCovered ? (
        <Section title="There or coming already">
          <SmallTable
            label="What is there or coming"
            columns={coveredColumns}
            rows={plan.covered.map((row) => ({ ...row, id: row.itemId }))}
            href={(row) => `/items/${row.itemId}`}
          />
        </Section>
      ) : null}
      {orders.length > 0 ? (
        <FormBar>
          <Text size="sm" flex={1} aria-live="polite">
            {plural(orders.length, 'production order')}
            {plan.purchases.length > 0 ? `, ${plural(plan.purchases.length, 'bought item')} short` : ''}
          </Text>
          <Button loading={create.isPending} onClick={() => create.mutate({ ...input, expected: plan.fingerprint })}>
            Plan {plural(orders.length, 'production order')}
          </Button>
        </FormBar>
      ) : null}
    </>
  )
}
