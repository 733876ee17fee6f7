import * as decimal from '@framewright/contracts/core/decimal'
import type { StockFlow } from '@framewright/contracts/stock/stock.status.schema'
import { DayBars } from '~/components/plots/day-bars.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { formatMoney, plural } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'

const days = 30

/** What came in and went out, by day, at cost; each day leads to its movements. */
export function FlowPanel() {
  const query = trpc.stock.flow.useQuery({ days })
  return (
    <Section title={`Came in and went out, last ${days} days`}>
      <QueryBlock query={query}>{(flow) => <Flow days={flow.days} />}</QueryBlock>
    </Section>
  )
}

function Flow({ days }: { days: StockFlow['days'] }) {
  const sum = (of: 'in' | 'out') => formatMoney(decimal.sum(days.map((day) => day[of])))
  return (
    <DayBars
      caption={`${sum('in')} came in, ${sum('out')} went out, at cost. Moves from one of our places to another are neither.`}
      legend={[{ label: 'Came in' }, { label: 'Went out', color: 'gray' }]}
      days={days.map((day) => ({
        day: day.day,
        // Only how high they are drawn; the amounts themselves stay decimal strings.
        columns: [[{ value: Math.max(Number(day.in), 0) }], [{ value: Math.max(Number(day.out), 0), color: 'gray' }]],
        said: `${formatMoney(day.in)} in, ${formatMoney(day.out)} out, ${plural(day.movements, 'movement')}`,
        path: '/stock/movements',
        search: { from: day.day, to: day.day },
      }))}
    />
  )
}
