import type { ApiKey } from '@framewright/contracts/api-key/api-key.schema'
import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Column } from '~/components/data-table/column.ts'
import { Popover } from '~/components/popover/popover.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { permissionTitle } from '~/features/role/permission-groups.ts'
import { formatCount, formatInstant, plural } from '~/lib/format.ts'
import { keyState } from './key-state.ts'

/** The keys, with what they may do and when they were last used; those that no longer work stay as a record. */
export function ApiKeyTable({
  keys,
  onRevoke,
  everybody = false,
}: {
  keys: readonly ApiKey[]
  onRevoke: (key: ApiKey) => void
  /** Not one's own alone: tells whose each is. */
  everybody?: boolean
}) {
  const columns: Column<ApiKey>[] = [
    { id: 'name', header: 'Name', card: 'title', cell: (key) => key.name },
    ...(everybody ? [{ id: 'owner', header: 'Acts for', cell: (key: ApiKey) => key.owner.name }] : []),
    { id: 'prefix', header: 'Begins with', cell: (key) => <code>{key.prefix}…</code> },
    {
      id: 'scopes',
      header: 'May',
      cell: (key) => <Scopes titles={key.scopes.map(permissionTitle)} />,
    },
    {
      id: 'ratePerMinute',
      header: 'A minute',
      align: 'right',
      cell: (key) => <span className="fw-number">{formatCount(key.ratePerMinute)}</span>,
    },
    { id: 'lastUsedAt', header: 'Last used', cell: (key) => <RelativeTime value={key.lastUsedAt} /> },
    {
      id: 'expiresAt',
      header: 'Expires',
      cell: (key) =>
        key.expiresAt === null ? (
          <span className="fw-muted">Never</span>
        ) : (
          <span className="fw-number">{formatInstant(key.expiresAt)}</span>
        ),
    },
    { id: 'state', header: 'State', cell: (key) => <StateBadge group="apiKey" state={keyState(key)} size="sm" /> },
    {
      id: 'revoke',
      header: 'Action',
      align: 'right',
      cell: (key) =>
        keyState(key) === 'ACTIVE' ? (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() => onRevoke(key)}
            aria-label={`Revoke ${key.name}`}
          >
            Revoke
          </Button>
        ) : null,
    },
  ]
  return <SmallTable label={everybody ? 'Everybody’s API keys' : 'Your API keys'} columns={columns} rows={keys} />
}

/** How many permissions a key has; pressed, which. */
function Scopes({ titles }: { titles: readonly string[] }) {
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={button}
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-haspopup="dialog"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        {plural(titles.length, 'permission')}
      </Button>
      <Popover opened={opened} onClose={() => setOpened(false)} anchor={button} label="What it may do" width={360}>
        {titles.join(', ')}
      </Popover>
    </>
  )
}
