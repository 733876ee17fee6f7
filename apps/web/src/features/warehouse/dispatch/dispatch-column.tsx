import type { FulfilmentStatus } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { FulfilmentSummary } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Avatar, Button, Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DayText, RelativeTime } from '~/components/text.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { stageWords } from '~/features/warehouse/scan/words.ts'
import { formatCount } from '~/lib/format.ts'
import { listOptions, rowsOf } from '~/lib/infinite.ts'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import classes from './dispatch.module.css'

const cardsAPage = 30
/** What is done is shown the newest first, what waits the most urgent first. */
const sortOf = (status: FulfilmentStatus) => (status === 'DELIVERED' || status === 'DISPATCHED' ? '-id' : 'dueDate')

/** One stage's parcels. */
export function DispatchColumn({ status }: { status: FulfilmentStatus }) {
  const query = trpc.fulfilment.list.useInfiniteQuery(
    { status: [status], sort: sortOf(status), limit: cardsAPage },
    listOptions,
  )
  const count = trpc.fulfilment.count.useQuery({ status: [status] })
  const { word, icon: Icon, color } = lookOf('fulfilment', status)
  const rows = rowsOf(query.data)
  return (
    <section className={classes.column} aria-label={word}>
      <h2 className={classes.head} data-color={color}>
        <Icon size={16} aria-hidden />
        {word}
        <span className={classes.number}>{count.data ? formatCount(count.data.total) : ''}</span>
      </h2>
      {query.isError ? <WidgetError error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={84} role="status" aria-label="Loading" /> : null}
      {query.data && rows.length === 0 ? <p className={classes.none}>None</p> : null}
      <ul className={classes.cards}>
        {rows.map((row) => (
          <li key={row.id}>
            <Card row={row} />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          variant="subtle"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          More
        </Button>
      ) : null}
    </section>
  )
}

function Card({ row }: { row: FulfilmentSummary }) {
  const { openSession } = row
  return (
    <Link
      to="/fulfilments/$id"
      params={{ id: row.id }}
      className={classes.card}
      data-active={openSession ? true : undefined}
    >
      <span className={classes.line}>
        <strong className="fw-number">{row.number}</strong>
        {row.dueDate === null ? null : <DayText value={row.dueDate} late={row.late} />}
      </span>
      <span className="fw-truncate">{row.customer.name}</span>
      <span className={classes.line}>
        <span className="fw-muted fw-number">{row.source.number}</span>
        {row.short ? <span className="fw-short">Short</span> : null}
      </span>
      {openSession ? (
        <span className={classes.doing}>
          <Avatar size={20} color="glass" name={openSession.user.name} alt="" />
          <span>
            {openSession.user.name} {stageWords[openSession.stage].doing},{' '}
            <RelativeTime value={openSession.startedAt} />
          </span>
        </span>
      ) : null}
    </Link>
  )
}
