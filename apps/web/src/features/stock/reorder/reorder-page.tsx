import { Alert, Button, Checkbox, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '~/components/empty-state.tsx'
import { FormBar } from '~/components/form-bar.tsx'
import { ListLink } from '~/components/list-link.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { MoneyText } from '~/components/text.tsx'
import { plural } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import type { Proposal } from './proposal-draft.ts'
import { ProposalRow } from './proposal-row.tsx'
import classes from './reorder.module.css'
import { useReorder } from './use-reorder.ts'

/** What runs short, with how much to order of whom; one click raises an order for each supplier. */
export function ReorderPage() {
  const query = trpc.stock.reorderProposals.useQuery()
  return (
    <Page>
      <PageHeader
        title="Reorder"
        subtitle="Items whose available and incoming stock together is at or below the reorder point"
      />
      <QueryBlock query={query}>{({ items }) => <Proposals proposals={items} />}</QueryBlock>
    </Page>
  )
}

function Proposals({ proposals }: { proposals: readonly Proposal[] }) {
  const reorder = useReorder(proposals)
  const { rows, order, raised } = reorder
  const mayPlan = useMay('productionOrder.write')
  const made = proposals.filter((proposal) => proposal.made).slice(0, 200)
  const madeItems = made.map(({ itemId, quantity }) => `${itemId}:${quantity}`).join(',')
  return (
    <>
      {raised.length > 0 ? (
        <Alert color="green" variant="light" role="status" title={`${plural(raised.length, 'purchase order')} raised`}>
          {raised.map(({ id, number }, index) => (
            <span key={id}>
              {index > 0 ? ', ' : ''}
              <Link to="/purchase-orders/$id" params={{ id: String(id) }} className="fw-link">
                {number}
              </Link>
            </span>
          ))}
        </Alert>
      ) : null}
      {reorder.refusal ? (
        <Alert color="red" variant="light" role="alert">
          {reorder.refusal}
        </Alert>
      ) : null}
      {mayPlan && made.length > 0 ? (
        <Alert color="blue" variant="light" title={`${plural(made.length, 'item')} made here`}>
          {made
            .slice(0, 5)
            .map((proposal) => proposal.name)
            .join(', ')}
          {made.length > 5 ? ' …' : ''}{' '}
          <Link to="/production-orders/plan" search={{ items: madeItems }} className="fw-link">
            Plan their production
          </Link>
        </Alert>
      ) : null}
      <Section title="Proposals">
        {rows.length === 0 ? (
          <EmptyState
            title="Nothing needs to be ordered"
            hint="Items with a reorder point appear here as soon as they run short and nothing is on its way."
            action={
              <ListLink path="/items" search={{ stock: 'LOW' }} className="fw-link">
                Items that are low
              </ListLink>
            }
          />
        ) : (
          <div className={classes.scroll}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col" className={classes.check}>
                    <Checkbox
                      aria-label="Order all"
                      checked={order.selected === rows.length}
                      indeterminate={order.selected > 0 && order.selected < rows.length}
                      onChange={(event) => reorder.selectAll(event.currentTarget.checked)}
                    />
                  </th>
                  <th scope="col">Item</th>
                  <th scope="col" data-align="right">
                    Available
                  </th>
                  <th scope="col" data-align="right">
                    Incoming
                  </th>
                  <th scope="col" data-align="right">
                    Reorder point
                  </th>
                  <th scope="col">Supplier</th>
                  <th scope="col" data-align="right">
                    Quantity
                  </th>
                  <th scope="col" data-align="right">
                    Price
                  </th>
                  <th scope="col" data-align="right">
                    Total
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <ProposalRow
                    key={row.proposal.itemId}
                    row={row}
                    onChange={(draft) => reorder.change(row.proposal.itemId, draft)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Section>
      {rows.length > 0 ? (
        <FormBar>
          <Text size="sm" flex={1} aria-live="polite">
            {order.selected === 0 ? (
              'Nothing is selected'
            ) : order.complete ? (
              <>
                {plural(order.lines.length, 'item')} from {plural(order.suppliers, 'supplier')},{' '}
                <MoneyText value={order.total} />
              </>
            ) : (
              'A selected item lacks its supplier, quantity or price'
            )}
          </Text>
          <Button
            disabled={order.selected === 0 || !order.complete}
            loading={reorder.pending}
            onClick={() => reorder.send()}
          >
            Raise {order.suppliers > 0 ? plural(order.suppliers, 'purchase order') : 'purchase orders'}
          </Button>
        </FormBar>
      ) : null}
    </>
  )
}
