import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Button } from '@mantine/core'
import { IconUserCheck } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Popover } from '~/components/popover/popover.tsx'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { actionLooks } from '~/state/action-table.ts'
import type { useBulk } from './use-bulk.ts'

// The picker of people is only needed by who assigns.
const AssignPanel = lazyPart(() => import('./bulk-assign.tsx').then((part) => part.BulkAssign))

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
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={button}
        size="compact-sm"
        variant="default"
        leftSection={<IconUserCheck size={15} aria-hidden />}
        loading={bulk.pending === 'assign'}
        disabled={bulk.pending !== null}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Assign
      </Button>
      <Popover opened={open} onClose={() => setOpen(false)} anchor={button} position="top-start" label="Assign">
        <AssignPanel
          count={rows.length}
          onAssign={(person) => {
            setOpen(false)
            bulk.assign(person, rows, clear)
          }}
        />
      </Popover>
    </>
  )
}
