import { Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { EmptyState } from '~/components/empty-state.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { formatPieces } from '~/lib/format.ts'
import { sendable } from '~/lib/offline/action.ts'
import { queueState } from '~/lib/offline/queue-state.ts'
import { useStore } from '~/lib/store.ts'
import { trpc } from '~/lib/trpc.ts'
import { Readings } from './readings.tsx'

/** What waits for an inspector, and one of them at a time: made for a phone held in one hand. */
export function InspectPage({ id }: { id: number | undefined }) {
  const navigate = useNavigate()
  const open = (next: number | undefined) =>
    void navigate({ to: '/inspect', search: next === undefined ? {} : { id: next } })
  const query = trpc.inspection.pending.useQuery({ limit: 100 })
  const recorded = useRecorded()
  // One that was named may stand behind more than are listed.
  const listed = query.data?.items.find((item) => item.id === id)
  const named = trpc.inspection.pending.useQuery(
    { id, limit: 1 },
    { enabled: id !== undefined && query.data !== undefined && listed === undefined },
  )
  return (
    <Page>
      <QueryBlock query={query}>
        {({ items: waiting }) => {
          const items = waiting.filter((item) => !recorded.has(item.id))
          const kept = waiting.length - items.length
          const one = [...items, ...(named.data?.items ?? [])].find((item) => item.id === id && !recorded.has(id))
          if (one !== undefined) return <Readings key={one.id} inspection={one} onDone={() => open(undefined)} />
          return (
            <>
              <PageHeader title="Inspect" />
              {kept > 0 ? (
                <Text role="status">
                  {kept === 1 ? 'One is' : `${kept} are`} recorded on this device and will be sent when the network is
                  back.
                </Text>
              ) : null}
              {waiting.length === 0 ? (
                <EmptyState title="Nothing waits" hint="What has to be inspected stands here as soon as it is there." />
              ) : null}
              <Stack gap="xs">
                {items.map((item) => (
                  <UnstyledButton
                    key={item.id}
                    onClick={() => open(item.id)}
                    p="md"
                    mih={64}
                    style={{ border: '1px solid var(--fw-line)', borderRadius: 8 }}
                  >
                    <Group justify="space-between" wrap="nowrap">
                      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                        <Text fw={600}>{item.item.name}</Text>
                        <Text size="sm" c="dimmed">
                          {item.number} {item.source?.number ?? ''}
                        </Text>
                      </div>
                      <Stack gap={4} align="flex-end" style={{ flex: 'none' }}>
                        <StateBadge group="inspectionType" state={item.type} size="sm" />
                        <span className="fw-number">{formatPieces(item.quantity, item.item.unit)}</span>
                      </Stack>
                    </Group>
                  </UnstyledButton>
                ))}
              </Stack>
            </>
          )
        }}
      </QueryBlock>
    </Page>
  )
}

/** What is recorded on this device and waits to be sent. While an answer may still come, its readings stay on the screen. */
function useRecorded(): ReadonlySet<number> {
  const { actions, pressing } = useStore(queueState)
  return new Set(
    sendable(actions).flatMap(({ path, input, key }) =>
      path === 'inspection.record' && 'id' in input && !pressing.has(key) ? [input.id] : [],
    ),
  )
}
