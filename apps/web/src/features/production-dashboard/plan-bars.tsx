import { DayBars } from '~/components/plots/day-bars.tsx'
import { formatQuantity } from '~/lib/format.ts'
import type { Outputs } from '~/lib/trpc.ts'

type Day = Outputs['statistics']['production']['days'][number]

/**
 * For each day two bars: what was due, and what was finished good with what was lost on top. Each day leads to the orders
 * that were due on it.
 */
export function PlanBars({ days }: { days: readonly Day[] }) {
  return (
    <DayBars
      legend={[{ label: 'Due that day', color: 'gray' }, { label: 'Finished good' }, { label: 'Lost', color: 'red' }]}
      days={days.map(({ day, planned, produced, scrapped }) => ({
        day,
        // Only how high they are drawn; the quantities themselves stay decimal strings. What was finished before and lost that
        // day can be more than what was finished that day.
        columns: [
          [{ value: Number(planned), color: 'gray' }],
          [{ value: Number(scrapped), color: 'red' }, { value: Number(produced) }],
        ],
        said: `${formatQuantity(planned)} planned, ${formatQuantity(produced)} made${
          Number(scrapped) > 0 ? `, ${formatQuantity(scrapped)} lost` : ''
        }`,
        path: '/production-orders',
        search: { dueFrom: day, dueTo: day },
      }))}
    />
  )
}
