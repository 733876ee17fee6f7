import type { Performance } from '@framewright/contracts/machine/performance.schema'
import { Link } from '@tanstack/react-router'
import { FactGrid } from '~/components/fact-grid.tsx'
import { BarList } from '~/components/plots/bar-list.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { trpc } from '~/lib/trpc.ts'
import { machineBars, percent } from './machine-bars.ts'

/** How well machines are used: OEE and what it is made of, the machines with the lowest first. */
export function MachinesPanel() {
  // The week that ends today: what the server takes when no days are said.
  const query = trpc.machine.performance.useQuery({})
  return (
    <Section
      title="Machines, last 7 days"
      action={
        <Link to="/machines/performance" className="fw-link">
          Utilisation and OEE
        </Link>
      }
    >
      <QueryBlock query={query}>{(data) => <Machines data={data} />}</QueryBlock>
    </Section>
  )
}

function Machines({ data: { total, machines } }: { data: Performance }) {
  if (machines.length === 0) {
    return <BarList bars={[]} none="There are no machines yet; their figures stand here once there are some." />
  }
  return (
    <>
      <FactGrid
        facts={[
          { label: 'OEE', value: percent(total.oee) },
          { label: 'Availability', value: percent(total.availability) },
          { label: 'Performance', value: percent(total.performance) },
          { label: 'Quality', value: percent(total.quality) },
          { label: 'Utilisation', value: percent(total.utilisation) },
        ]}
      />
      <div style={{ marginTop: 12 }}>
        <BarList stacked most={100} bars={machineBars(machines)} />
      </div>
    </>
  )
}
