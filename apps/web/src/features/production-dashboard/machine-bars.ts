import type { Performance } from '@framewright/contracts/machine/performance.schema'
import type { Bar } from '~/components/plots/bar-list.tsx'
import { formatQuantity } from '~/lib/format.ts'

const shown = 6

export const percent = (value: string | null) => (value === null ? '–' : `${formatQuantity(value)} %`)

/** OEE of each machine with its three parts, the lowest first; those of which nothing is known yet come last. */
export function machineBars(machines: Performance['machines']): Bar[] {
  const known = machines.filter(({ oee }) => oee !== null).sort((a, b) => Number(a.oee) - Number(b.oee))
  const unknown = machines.filter(({ oee }) => oee === null)
  return [...known, ...unknown].slice(0, shown).map((machine) => ({
    key: machine.id,
    label: machine.name,
    note: machine.oee === null ? 'nothing recorded' : partsOf(machine),
    value: Number(machine.oee ?? 0),
    shown: percent(machine.oee),
    title: `Availability × performance × quality. Utilisation ${percent(machine.utilisation)}`,
    path: `/machines/${machine.id}`,
  }))
}

const partsOf = ({ availability, performance, quality }: Performance['machines'][number]) =>
  [availability, performance, quality].map(percent).join(' × ')
