import type { DeviceSession } from '@framewright/contracts/auth/auth.schema'
import { Badge, Button, Group, Stack } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { QueryBlock } from '~/components/query-block.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { errorSentence } from '~/lib/errors.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { trpc } from '~/lib/trpc.ts'
import { deviceName } from './device.ts'

/** Where one is signed in; each can be signed out from here, at once. */
export function SessionsPanel() {
  const sessions = trpc.auth.sessions.useQuery()
  const utils = trpc.useUtils()
  const after = (done: string) => ({
    onSuccess: () => {
      notifyDone(done)
      void utils.auth.sessions.invalidate()
    },
    onError: (error: unknown) => notifyError(errorSentence(error)),
  })
  const end = trpc.auth.endSession.useMutation(after('Signed out there'))
  const endOthers = trpc.auth.endOtherSessions.useMutation(after('Signed out everywhere else'))

  const columns: Column<DeviceSession>[] = [
    {
      id: 'device',
      header: 'Device',
      card: 'title',
      cell: (one) => (
        <Group gap="xs" component="span">
          <span title={one.userAgent ?? undefined}>{deviceName(one.userAgent)}</span>
          {one.current ? (
            <Badge size="sm" variant="light">
              This one
            </Badge>
          ) : null}
        </Group>
      ),
    },
    { id: 'address', header: 'From', cell: (one) => one.address ?? <span className="fw-muted">Unknown</span> },
    { id: 'signedInAt', header: 'Signed in', cell: (one) => <RelativeTime value={one.signedInAt} /> },
    { id: 'lastSeenAt', header: 'Last seen', cell: (one) => <RelativeTime value={one.lastSeenAt} /> },
    {
      id: 'end',
      header: 'Action',
      align: 'right',
      cell: (one) =>
        one.current ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            loading={end.isPending && end.variables.id === one.id}
            onClick={() => end.mutate({ id: one.id })}
            aria-label={`Sign out ${deviceName(one.userAgent)}`}
          >
            Sign out
          </Button>
        ),
    },
  ]
  return (
    <QueryBlock query={sessions}>
      {({ items }) => (
        <Stack>
          <SmallTable label="Where you are signed in" columns={columns} rows={items} />
          {items.length > 1 ? (
            <Group justify="flex-end">
              <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
                Sign out everywhere else
              </Button>
            </Group>
          ) : null}
        </Stack>
      )}
    </QueryBlock>
  )
}
