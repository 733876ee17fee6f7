import type { QualityDashboard } from '@framewright/contracts/quality/quality.schema'
import { Progress, Stack, Text } from '@mantine/core'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { MoneyText } from '~/components/text.tsx'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'

/** First-pass yield, what is wrong most, and what waits, over the last ninety days. */
export function QualityPage() {
  const query = trpc.quality.dashboard.useQuery({})
  return (
    <Page>
      <PageHeader title="Quality" />
      <QueryBlock query={query}>{(data) => <Figures data={data} />}</QueryBlock>
    </Page>
  )
}

const percent = (value: string | null) => (value === null ? '–' : `${value} %`)

function Figures({ data }: { data: QualityDashboard }) {
  const most = Math.max(1, ...data.pareto.map((one) => one.count))
  return (
    <>
      <Section title="Last ninety days">
        <FactGrid
          facts={[
            { label: 'First-pass yield', value: percent(data.firstPassYield.percent) },
            { label: 'Inspections that wait', value: data.openInspections },
            { label: 'To be decided', value: data.undecided },
            { label: 'Lost', value: <MoneyText value={data.cost} /> },
            ...data.yieldByType.map((one) => ({
              label: `${lookOf('inspectionType', one.type).word}: first pass`,
              value: `${percent(one.percent)} of ${one.first}`,
            })),
          ]}
        />
      </Section>
      <Section title="Defects, the most frequent first">
        <Stack gap="xs">
          {data.pareto.length === 0 ? <Text c="dimmed">Nothing was wrong.</Text> : null}
          {data.pareto.map((one) => (
            <div key={one.defect}>
              <Text size="sm">
                {one.defect}: {one.count} ({one.cumulativePercent} % so far)
              </Text>
              <Progress value={(one.count / most) * 100} aria-label={one.defect} />
            </div>
          ))}
        </Stack>
      </Section>
    </>
  )
}
