import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { useNavigate } from '@tanstack/react-router'
import { formatCompact, formatDay } from '~/lib/format.ts'

/** Money ordered on each of the last days; a click opens that day's orders. The charts' code loads with it. */
export default function PurchaseTrend({ trend }: { trend: readonly { day: string; value: number }[] }) {
  const navigate = useNavigate()
  const total = trend.reduce((sum, point) => sum + point.value, 0)
  const open = (day: unknown) => {
    if (typeof day !== 'string') return
    void navigate({ to: '/purchase-orders' as string, search: { orderedFrom: day, orderedTo: day } as never })
  }
  return (
    <div role="img" aria-label={`${formatCompact(total)} ordered in the last ${trend.length} days`}>
      <BarChart
        h={200}
        data={trend.map((point) => ({ day: point.day, Ordered: point.value }))}
        dataKey="day"
        series={[{ name: 'Ordered', color: 'glass.6' }]}
        valueFormatter={formatCompact}
        gridAxis="y"
        tickLine="none"
        maxBarWidth={28}
        xAxisProps={{ tickFormatter: formatDay, minTickGap: 24 }}
        yAxisProps={{ width: 48 }}
        tooltipProps={{ labelFormatter: (label) => (typeof label === 'string' ? formatDay(label) : label) }}
        barChartProps={{ onClick: (state) => open(state?.activeLabel), style: { cursor: 'pointer' } }}
      />
    </div>
  )
}
