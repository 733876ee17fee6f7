import type { StockStatus } from '@framewright/contracts/stock/stock.status.schema'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ListLink } from '~/components/list-link.tsx'
import { AllWell, Rows } from '~/components/plots/rows.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { QuantityText } from '~/components/text.tsx'
import { formatCount, formatMoney, formatQuantity, plural } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { usageWords } from './location-words.ts'
import classes from './short-panels.module.css'
import { waitingGroups } from './stock-values.ts'

type StatusQuery = { data: StockStatus | undefined; error: unknown; refetch: () => unknown }

/** What is at or below its reorder point, the emptiest first, and the way to order it. */
export function LowPanel({ query }: { query: StatusQuery }) {
  const mayOrder = useMay('purchaseOrder.write')
  return (
    <Section
      title="At or below the reorder point"
      action={
        mayOrder ? (
          <Link to="/reorder" className="fw-link">
            Reorder
          </Link>
        ) : undefined
      }
    >
      <QueryBlock query={query}>
        {({ low }) =>
          low.count === 0 ? (
            <AllWell>Nothing is low.</AllWell>
          ) : (
            <>
              <Rows
                rows={low.items.map((item) => ({
                  key: item.itemId,
                  to: `/items/${item.itemId}`,
                  title: item.name,
                  detail: Number(item.incoming) > 0 ? `${formatQuantity(item.incoming)} on the way` : item.sku,
                  end: <Of part={item.available} whole={item.reorderPoint} unit={item.unit} />,
                }))}
              />
              <All shown={low.items.length} count={low.count} path="/items" search={{ stock: 'LOW' }} />
            </>
          )
        }
      </QueryBlock>
    </Section>
  )
}

/** What production orders under way want and nothing is promised for. */
export function MissingPanel({ query }: { query: StatusQuery }) {
  const mayPlan = useMay('productionOrder.read')
  return (
    <Section
      title="Missing for production"
      action={
        mayPlan ? (
          <ListLink
            path="/production-orders"
            search={{ status: ['RELEASED', 'IN_PROGRESS', 'ON_HOLD'] }}
            className="fw-link"
          >
            Orders under way
          </ListLink>
        ) : undefined
      }
    >
      <QueryBlock query={query}>
        {({ missing }) =>
          missing.count === 0 ? (
            <AllWell>Every order under way has its materials.</AllWell>
          ) : (
            <>
              <Rows
                rows={missing.items.map((item) => ({
                  key: item.itemId,
                  to: `/items/${item.itemId}`,
                  title: item.name,
                  detail: `${plural(item.orders, 'order')}, ${formatQuantity(item.available)} available`,
                  end: (
                    <span className="fw-short">
                      <QuantityText value={item.missing} unit={item.unit} />
                    </span>
                  ),
                }))}
              />
              <All shown={missing.items.length} count={missing.count} />
            </>
          )
        }
      </QueryBlock>
    </Section>
  )
}

const nothing: Record<'QUARANTINE' | 'WIP' | 'STAGING', string> = {
  QUARANTINE: 'Nothing waits for an inspection.',
  WIP: 'Nothing lies between two stages.',
  STAGING: 'Nothing is picked and not gone.',
}

/** What lies where nothing is to stay: in quarantine, between stages, picked. */
export function WaitingPanel({ query }: { query: StatusQuery }) {
  return (
    <Section title="Between one step and the next">
      <QueryBlock query={query}>
        {(status) => (
          <div className={classes.groups}>
            {waitingGroups(status).map(({ usage, items, all }) => (
              <section key={usage} aria-label={usageWords[usage]}>
                <h3 className={classes.name}>
                  {usageWords[usage]}
                  {all > 0 ? <span className="fw-muted"> {plural(all, 'item')}</span> : null}
                </h3>
                {items.length === 0 ? <span className="fw-muted">{nothing[usage]}</span> : null}
                <Rows
                  rows={items.map((item) => ({
                    key: item.itemId,
                    to: `/items/${item.itemId}`,
                    title: item.name,
                    detail: formatMoney(item.value),
                    end: <QuantityText value={item.quantity} unit={item.unit} />,
                  }))}
                />
                <All shown={items.length} count={all} path="/stock/balances" search={{ usage }} />
              </section>
            ))}
          </div>
        )}
      </QueryBlock>
    </Section>
  )
}

function Of({ part, whole, unit }: { part: string; whole: string; unit: string }): ReactNode {
  return (
    <span className="fw-number">
      <QuantityText value={part} warnAtZero /> of <QuantityText value={whole} unit={unit} />
    </span>
  )
}

interface AllProps {
  shown: number
  count: number
  path?: string
  search?: Record<string, unknown>
}

/** The way to those that are not shown. */
function All({ shown, count, path, search = {} }: AllProps) {
  if (count <= shown) return null
  if (path === undefined) {
    return (
      <Text size="sm" c="dimmed">
        and {formatCount(count - shown)} more
      </Text>
    )
  }
  return (
    <ListLink path={path} search={search} className={`fw-link ${classes.all}`}>
      All {formatCount(count)}
    </ListLink>
  )
}
