import { dayAfter, zonedDay } from '@framewright/contracts/machine/zone'
import { type ReportKind, reportKinds, reports } from '@framewright/contracts/report/report.kinds'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '~/components/empty-state.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import tabs from '~/components/page-tabs.module.css'
import { QueryBlock } from '~/components/query-block.tsx'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { serverNow } from '~/lib/server-clock.ts'
import { useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { type Days, daysOf, type PeriodChoice, periodChoices, periodWords, wrongDays } from './report-period.ts'
import { ReportView } from './report-view.tsx'
import classes from './reports-page.module.css'

// Most look at a month; whoever types days waits for the field once.
const DayInput = lazyPart(() => import('~/components/day-input.tsx').then((part) => part.DayInput))

export interface ReportSearch {
  report?: ReportKind | undefined
  period?: PeriodChoice | undefined
  /** Of one's own days. */
  from?: string | undefined
  to?: string | undefined
}

/** What happened in a period: chosen, looked at, and taken along as PDF or CSV. The link holds the choice. */
export function ReportsPage({ search }: { search: ReportSearch }) {
  const { permissions } = useSession()
  const shop = trpc.shop.get.useQuery()
  const mine = reportKinds.filter((kind) => [reports[kind].permission].flat().some((one) => permissions.has(one)))
  const kind = mine.find((one) => one === search.report) ?? mine[0]
  if (kind === undefined) {
    return (
      <Page>
        <PageHeader title="Reports" />
        <EmptyState
          title="No report is yours to see"
          hint="Reports of sales, purchasing, production, stock and quality stand here for whoever may read what is in them."
        />
      </Page>
    )
  }
  return (
    <QueryBlock query={shop}>
      {({ timeZone }) => <Chosen kind={kind} kinds={mine} search={search} today={zonedDay(serverNow(), timeZone)} />}
    </QueryBlock>
  )
}

interface ChosenProps {
  kind: ReportKind
  kinds: readonly ReportKind[]
  search: ReportSearch
  /** In the shop's zone. */
  today: string
}

function Chosen({ kind, kinds, search, today }: ChosenProps) {
  const choice = search.period ?? 'month'
  const days = choice === 'own' ? ownDays(search, today) : daysOf(choice, today)
  const wrong = wrongDays(days)
  return (
    <Page>
      <ReportView key={kind} kind={kind} days={days} wrong={wrong !== undefined}>
        <nav className={`${tabs.tabs} fw-no-print`} aria-label="Reports">
          {kinds.map((one) => (
            <Link
              key={one}
              to="/reports"
              search={{ ...search, report: one }}
              activeProps={{}}
              aria-current={one === kind ? 'page' : undefined}
            >
              {reports[one].title}
            </Link>
          ))}
        </nav>
        <Choices choice={choice} days={days} search={search} wrong={wrong} />
      </ReportView>
    </Page>
  )
}

/** Days that are not in the link are the last thirty. */
const ownDays = ({ from, to }: ReportSearch, today: string): Days => ({
  from: from ?? dayAfter(to ?? today, -29),
  to: to ?? today,
})

interface ChoicesProps {
  choice: PeriodChoice
  days: Days
  search: ReportSearch
  wrong: string | undefined
}

function Choices({ choice, days, search, wrong }: ChoicesProps) {
  const patch = useSearchPatch<ReportSearch>()
  return (
    <div className={`${classes.choices} fw-no-print`}>
      <nav className={classes.periods} aria-label="Period">
        {periodChoices.map((one) => (
          <Link
            key={one}
            to="/reports"
            // One's own days begin as those that are shown.
            search={{ report: search.report, period: one, ...(one === 'own' ? days : {}) }}
            replace
            activeProps={{}}
            aria-current={one === choice ? 'true' : undefined}
          >
            {periodWords[one]}
          </Link>
        ))}
      </nav>
      {choice === 'own' ? (
        <div className={classes.days}>
          <DayInput label="From" value={days.from} onChange={(from) => from && patch({ from })} />
          <DayInput label="To" value={days.to} error={wrong} onChange={(to) => to && patch({ to })} />
        </div>
      ) : null}
    </div>
  )
}
