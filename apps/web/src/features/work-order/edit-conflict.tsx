import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Button, Group, Stack, Text } from '@mantine/core'
import { formatDay, formatQuantity } from '~/lib/format.ts'
import { lookOf } from '~/state/state-table.ts'
import type { OrderValues } from './order-fields.tsx'
import classes from './work-order.module.css'

interface Props {
  base: WorkOrder
  theirs: WorkOrder
  mine: OrderValues
  busy: boolean
  onKeepMine: () => void
  onTakeTheirs: () => void
}

/** What a row of the comparison shows. */
type Said = Pick<WorkOrder, 'description' | 'quantity' | 'priority' | 'dueDate'>

const rows: readonly { label: string; of: (said: Said) => string }[] = [
  { label: 'Description', of: (said) => said.description },
  { label: 'Pieces', of: (said) => formatQuantity(said.quantity) },
  { label: 'Priority', of: (said) => lookOf('priority', said.priority).word },
  { label: 'Due', of: (said) => (said.dueDate ? formatDay(said.dueDate) : 'none') },
]

/** Two people changed the same order: what each wrote, side by side, and which shall stand. */
export function EditConflict({ base, theirs, mine, busy, onKeepMine, onTakeTheirs }: Props) {
  const written: Said = { ...mine, quantity: String(mine.quantity), dueDate: mine.dueDate || null }
  const differing = rows.filter(({ of }) => new Set([of(base), of(theirs), of(written)]).size > 1)
  return (
    <Stack role="alert">
      <Text>
        Somebody else changed {theirs.number} while you were writing. Nothing of yours is lost; choose what shall stand.
      </Text>
      <table className={classes.conflict}>
        <thead>
          <tr>
            <td />
            <th scope="col">It was</th>
            <th scope="col">Theirs</th>
            <th scope="col">Yours</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ label, of }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {[base, theirs, written].map((said, index) => (
                <td key={['base', 'theirs', 'mine'][index]}>
                  {index > 0 && of(said) !== of(base) ? <strong>{of(said)}</strong> : of(said)}
                </td>
              ))}
            </tr>
          ))}
          {differing.length === 0 ? (
            <tr>
              <td colSpan={4}>They changed its state or whose it is; what you edit is as it was.</td>
            </tr>
          ) : null}
        </tbody>
      </table>
      <Group justify="flex-end">
        <Button variant="default" onClick={onTakeTheirs} disabled={busy}>
          Take theirs and go on editing
        </Button>
        <Button onClick={onKeepMine} loading={busy}>
          Save what I changed
        </Button>
      </Group>
    </Stack>
  )
}
