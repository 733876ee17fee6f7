import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Button, Popover, Stack } from '@mantine/core'
import { IconUserCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { PersonPicker } from '~/features/task/person-picker.tsx'
import { plural } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { actionLooks } from '~/state/action-table.ts'
import type { useBulk } from './use-bulk.ts'

interface Props {
  rows: readonly WorkOrder[]
  clear: () => void
  bulk: ReturnType<typeof useBulk>
}

/** What one can do to the selected orders: each action that at least one of them allows, and assigning. */
export function BulkActions({ rows, clear, bulk }: Props) {
  const mayAssign = useMay('workOrder.assign')
  const allowed = [...new Set(rows.flatMap((row) => row.allowedActions))]
  return (
    <>
      {actionLooks('workOrder', allowed).map(({ action, verb, icon: Icon, danger }) => {
        const count = rows.filter((row) => row.allowedActions.includes(action)).length
        return (
          <Button
            key={action}
            size="compact-sm"
            variant="default"
            {...(danger ? { c: 'var(--fw-late)' } : {})}
            leftSection={<Icon size={15} aria-hidden />}
            loading={bulk.pending === action}
            disabled={bulk.pending !== null}
            onClick={() => void bulk.act(action, rows, clear)}
          >
            {count === rows.length ? verb : `${verb} (${count} of ${rows.length})`}
          </Button>
        )
      })}
      {mayAssign ? <Assign rows={rows} clear={clear} bulk={bulk} /> : null}
    </>
  )
}

function Assign({ rows, clear, bulk }: Props) {
  const [open, setOpen] = useState(false)
  const [person, setPerson] = useState<number | null>(null)
  const assign = () => {
    setOpen(false)
    bulk.assign(person, rows, clear)
  }
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconUserCheck size={15} aria-hidden />}
          loading={bulk.pending === 'assign'}
          disabled={bulk.pending !== null}
          onClick={() => setOpen((was) => !was)}
        >
          Assign
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm" w={260}>
          <PersonPicker label="Assign to" nobody="Nobody: take the person away" value={person} onChange={setPerson} />
          <Button onClick={assign}>
            {person === null ? 'Unassign' : 'Assign'} {plural(rows.length, 'work order')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
