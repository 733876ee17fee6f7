import { IconLayoutKanban, IconList } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import classes from './view-switch.module.css'
import type { WorkOrderSearch } from './work-order-search.ts'

// The list's path begins the board's, which is not to be there.
const exactly = { activeOptions: { exact: true, includeSearch: false } } as const

/** From the list to the board and back, with the same filters. */
export function ViewSwitch({ search, current }: { search: WorkOrderSearch; current: 'list' | 'board' }) {
  const { status: _status, sort: _sort, ...shared } = search
  return (
    <nav className={classes.switch} aria-label="Show as">
      <Link {...exactly} to="/work-orders" search={shared} aria-current={current === 'list' ? 'page' : undefined}>
        <IconList size={16} aria-hidden /> <span>List</span>
      </Link>
      <Link
        {...exactly}
        to="/work-orders/board"
        search={shared}
        aria-current={current === 'board' ? 'page' : undefined}
      >
        <IconLayoutKanban size={16} aria-hidden /> <span>Board</span>
      </Link>
    </nav>
  )
}
