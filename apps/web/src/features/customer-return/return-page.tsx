import type { CustomerReturnAction } from '@framewright/contracts/customer-return/customer-return.lifecycle'
import type { CustomerReturn, CustomerReturnLine } from '@framewright/contracts/customer-return/customer-return.schema'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Column } from '~/components/data-table/column.ts'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { lifecycleActions, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { MoneyText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { SourceLink } from '~/features/fulfilment/fulfilment-facts.tsx'
import { confirm } from '~/lib/confirm.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

const ReasonDialog = lazyDialog(() => import('~/components/reason-dialog.tsx').then((part) => part.ReasonDialog), {
  opened: false,
})
const InspectReturn = lazyDialog(() => import('./handle-dialogs.tsx').then((part) => part.InspectReturn), {
  opened: false,
})
const ReceiveReturn = lazyDialog(() => import('./handle-dialogs.tsx').then((part) => part.ReceiveReturn), {
  opened: false,
})
const RestockDialog = lazyDialog(() => import('./restock-dialog.tsx').then((part) => part.RestockDialog), {
  opened: false,
})

const entity = 'customerReturn'

/** One return: what comes back, why, and what became of it. */
export function ReturnPage({ returned }: { returned: CustomerReturn }) {
  const { id, number } = returned
  const [asked, ask] = useState<CustomerReturnAction | null>(null)
  const close = () => ask(null)
  const approve = useDocumentAction(trpc.customerReturn.approve, { entity, done: `${number} may come` })
  const scrap = useDocumentAction(trpc.customerReturn.scrap, { entity, done: `${number} is scrapped` })
  const credit = useDocumentAction(trpc.customerReturn.credit, { entity, done: `${number} is credited` })
  const reject = useDocumentAction(trpc.customerReturn.reject, { entity, done: `${number} rejected`, onDone: close })
  const cancel = useDocumentAction(trpc.customerReturn.cancel, { entity, done: `${number} cancelled`, onDone: close })
  const run = async (action: CustomerReturnAction) => {
    if (action === 'approve') return approve.mutate({ id })
    if (action === 'credit') {
      const what = 'The customer gets back what they paid for what came, at its price, discount and tax.'
      if (await confirm({ title: `Credit ${number}?`, message: what, verb: 'Credit' })) credit.mutate({ id })
      return
    }
    if (action !== 'scrap') return ask(action)
    const message = 'Nothing of it passed. All of it goes from quarantine to scrap.'
    if (await confirm({ title: `Scrap ${number}?`, message, verb: 'Scrap', danger: true })) scrap.mutate({ id })
  }
  const running = approve.isPending ? 'approve' : scrap.isPending ? 'scrap' : null
  return (
    <Page>
      <PageHeader
        title={number}
        badge={<StateBadge group="customerReturn" state={returned.status} />}
        subtitle={returned.customer.name}
        actions={lifecycleActions('customerReturn', returned.allowedActions, (action) => void run(action), running)}
      />
      <Columns
        main={
          <>
            <Section title="Facts">
              <Facts returned={returned} />
            </Section>
            <Section title="Lines">
              <SmallTable
                label="Lines of the return"
                columns={columns}
                rows={returned.lines}
                href={(line) => `/items/${line.itemId}`}
              />
            </Section>
            {returned.notes ? (
              <Section title="Notes">
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                  {returned.notes}
                </Text>
              </Section>
            ) : null}
          </>
        }
        side={
          <Section title="History">
            <Timeline entity="customerReturn" id={id} />
          </Section>
        }
      />
      <ReceiveReturn returned={returned} opened={asked === 'receive'} onClose={close} />
      <InspectReturn returned={returned} opened={asked === 'inspect'} onClose={close} />
      <RestockDialog returned={returned} opened={asked === 'restock'} onClose={close} />
      <ReasonDialog
        opened={asked === 'reject'}
        onClose={close}
        title={`Reject ${number}?`}
        message={`The goods stay with ${returned.customer.name}, who is not told: do that yourself.`}
        verb="Reject"
        danger
        loading={reject.isPending}
        onSubmit={(reason) => reject.mutate({ id, reason })}
      />
      <ReasonDialog
        opened={asked === 'cancel'}
        onClose={close}
        title={`Cancel ${number}?`}
        message="The goods do not come back. They can be returned another time."
        verb="Cancel the return"
        danger
        loading={cancel.isPending}
        onSubmit={(reason) => cancel.mutate({ id, reason })}
      />
    </Page>
  )
}

function Facts({ returned }: { returned: CustomerReturn }) {
  const { source, fulfilment, owner, createdBy } = returned
  return (
    <FactGrid
      facts={[
        { label: 'Customer', value: returned.customer.name },
        { label: source.type === 'order' ? 'Sales order' : 'Invoice', value: <SourceLink source={source} /> },
        fulfilment && {
          label: 'Delivery',
          value: (
            <Link to="/fulfilments/$id" params={{ id: fulfilment.id }} className="fw-link fw-number">
              {fulfilment.number}
            </Link>
          ),
        },
        { label: 'Reason', value: returned.reason, wide: true },
        owner && { label: 'Owner', value: owner.name },
        {
          label: 'Recorded',
          value: (
            <>
              <RelativeTime value={returned.createdAt} />
              {createdBy ? `, ${createdBy.name}` : ''}
            </>
          ),
        },
        returned.receivedAt !== null && { label: 'Received', value: <RelativeTime value={returned.receivedAt} /> },
        returned.credit && {
          label: 'Credit',
          value: (
            <>
              {returned.credit.number}, <MoneyText value={returned.credit.total} />
            </>
          ),
        },
        returned.closedAt !== null && { label: 'Closed', value: <RelativeTime value={returned.closedAt} /> },
      ]}
    />
  )
}

const none = <span className="fw-muted">–</span>
const orNone = (value: string | null) => (value === null ? none : <QuantityText value={value} />)

const columns: readonly Column<CustomerReturnLine>[] = [
  { id: 'lineNo', header: '#', cell: (line) => <span className="fw-muted fw-number">{line.lineNo}</span> },
  {
    id: 'item',
    header: 'Item',
    card: 'title',
    cell: (line) => (
      <>
        {line.itemName} <span className="fw-muted">{line.sku}</span>
      </>
    ),
  },
  {
    id: 'quantity',
    header: 'Announced',
    align: 'right',
    cell: (line) => <QuantityText value={line.quantity} unit={line.unit} />,
  },
  { id: 'received', header: 'Came', align: 'right', cell: (line) => orNone(line.received) },
  { id: 'passed', header: 'Passed', align: 'right', cell: (line) => orNone(line.passed) },
  { id: 'failed', header: 'Failed', align: 'right', cell: (line) => orNone(line.failed) },
  { id: 'finding', header: 'Finding', cell: (line) => line.finding || none },
]
