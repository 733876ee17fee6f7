import type { Inspection, Reading } from '@framewright/contracts/inspection/inspection.schema'
import type { Characteristic } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { Text } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { formatQuantity, plural } from '~/lib/format.ts'
import { soundWords } from './sound.ts'

type Row = Characteristic & { id: number; readings: readonly Reading[] }

const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Characteristic', card: 'title', cell: (row) => row.name },
  { id: 'sound', header: 'Sound', cell: (row) => <span className="fw-number">{soundWords(row)}</span> },
  { id: 'found', header: 'Found', cell: (row) => <Found {...row} /> },
  {
    id: 'result',
    header: 'Result',
    cell: ({ readings }) =>
      readings.length === 0 ? (
        '–'
      ) : (
        <StateBadge
          group="inspection"
          state={readings.every((reading) => reading.passed) ? 'PASSED' : 'FAILED'}
          size="sm"
        />
      ),
  },
]

/** What was looked at, against which limits, and what was found of each piece. */
export function Findings({ inspection }: { inspection: Inspection }) {
  const { characteristics, readings, status } = inspection
  if (characteristics.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No plan says what is looked at: the inspector says whether it is as it should be.
      </Text>
    )
  }
  return (
    <SmallTable
      label="Characteristics"
      columns={status === 'OPEN' ? columns.slice(0, 2) : columns}
      rows={characteristics.map((one) => ({
        ...one,
        id: one.lineNo,
        readings: readings.filter((reading) => reading.lineNo === one.lineNo),
      }))}
    />
  )
}

/** The numbers piece by piece, those that are out marked; of a yes or no, how many were not good. */
function Found({ kind, unit, readings }: Row) {
  if (readings.length === 0) return '–'
  if (kind === 'PASS_FAIL') {
    const bad = readings.filter((reading) => !reading.passed).length
    if (readings.some((reading) => reading.sample === 0)) return bad === 0 ? 'Good' : 'Not good'
    return bad === 0 ? `${plural(readings.length, 'piece')} good` : `${bad} of ${readings.length} not good`
  }
  return (
    <span className="fw-number">
      {readings.map((reading, at) => (
        <span key={reading.sample}>
          {at === 0 ? '' : ', '}
          {reading.passed ? (
            formatQuantity(reading.value ?? '0')
          ) : (
            <strong className="fw-late">{formatQuantity(reading.value ?? '0')} (out)</strong>
          )}
        </span>
      ))}
      {unit === '' ? '' : <span className="fw-unit"> {unit}</span>}
    </span>
  )
}
