import type { QualityDashboard } from '@framewright/contracts/quality/quality.schema'
import { Link } from '@tanstack/react-router'
import { FactGrid } from '~/components/fact-grid.tsx'
import { ListLink } from '~/components/list-link.tsx'
import { BarList } from '~/components/plots/bar-list.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { formatCount, formatQuantity } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { percent } from './machine-bars.ts'

const shown = 6

/** How good what is made and bought is: the first pass, what waits, and the defects that come most often. */
export function QualityPanel() {
  const query = trpc.quality.dashboard.useQuery({})
  return (
    <Section
      title="Quality, last 90 days"
      action={
        <Link to="/quality" className="fw-link">
          Quality
        </Link>
      }
    >
      <QueryBlock query={query}>{(data) => <Quality data={data} />}</QueryBlock>
    </Section>
  )
}

function Quality({ data }: { data: QualityDashboard }) {
  const seesDefects = useMay('nonConformance.read')
  const open = formatCount(data.openNonConformances)
  return (
    <>
      <FactGrid
        facts={[
          { label: 'First-pass yield', value: percent(data.firstPassYield.percent) },
          {
            label: 'Inspections that wait',
            value: (
              <ListLink path="/quality/inspections" search={{ status: ['OPEN'] }} className="fw-link">
                {formatCount(data.openInspections)}
              </ListLink>
            ),
          },
          {
            label: 'Open non-conformances',
            value: seesDefects ? (
              <ListLink path="/quality/ncr" search={{ status: ['OPEN', 'DISPOSITIONED'] }} className="fw-link">
                {open}
              </ListLink>
            ) : (
              open
            ),
          },
        ]}
      />
      <div style={{ marginTop: 12 }}>
        <BarList
          stacked
          none="No defect was found."
          bars={data.pareto
            .filter(({ others }) => !others)
            .slice(0, shown)
            .map(({ defect, count, cumulativePercent }) => ({
              key: defect,
              label: defect,
              note: `${formatQuantity(cumulativePercent)} % so far`,
              color: 'red',
              value: count,
              shown: formatCount(count),
              ...(seesDefects ? { path: '/quality/ncr', search: { defect, from: data.from, to: data.to } } : {}),
            }))}
        />
      </div>
    </>
  )
}
