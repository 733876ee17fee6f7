import type { Badge } from '@framewright/contracts/badge/badge.schema'
import type { User } from '@framewright/contracts/user/user.schema'
import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconId } from '@tabler/icons-react'
import type { Column } from '~/components/data-table/column.ts'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { confirm } from '~/lib/confirm.ts'
import { errorSentence } from '~/lib/errors.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { trpc } from '~/lib/trpc.ts'

const IssueBadgeDialog = lazyDialog(() => import('./issue-badge-dialog.tsx').then((part) => part.IssueBadgeDialog), {
  opened: false,
})

/** What a person scans to say who they are: the badges they have and had. */
export function UserBadges({ user }: { user: User }) {
  const query = trpc.badge.list.useQuery({ userId: user.id })
  const [issuing, issue] = useDisclosure()
  const revoke = trpc.badge.revoke.useMutation({
    onSuccess: () => {
      invalidateDocument('user', user.id)
      notifyDone('The badge is refused from now on')
    },
    onError: (error) => notifyError(errorSentence(error)),
  })
  const askRevoke = async (badge: Badge) => {
    const message = 'It is refused from the next scan on. A revoked badge cannot be brought back.'
    const title = `Revoke the badge ${nameOf(badge)}?`
    if (await confirm({ title, message, verb: 'Revoke', danger: true })) revoke.mutate({ id: badge.id })
  }
  const columns: readonly Column<Badge>[] = [
    { id: 'label', header: 'Badge', card: 'title', cell: (badge) => badge.label || <code>{badge.prefix}…</code> },
    { id: 'issuedAt', header: 'Issued', cell: (badge) => <RelativeTime value={badge.issuedAt} /> },
    { id: 'issuedBy', header: 'By', cell: (badge) => badge.issuedBy?.name ?? <span className="fw-muted">–</span> },
    { id: 'lastUsedAt', header: 'Last used', cell: (badge) => <RelativeTime value={badge.lastUsedAt} /> },
    {
      id: 'state',
      header: 'State',
      cell: (badge) => <StateBadge group="badge" state={badge.revokedAt === null ? 'ACTIVE' : 'REVOKED'} size="sm" />,
    },
    {
      id: 'revoke',
      header: 'Action',
      align: 'right',
      cell: (badge) =>
        badge.revokedAt === null ? (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() => void askRevoke(badge)}
            aria-label={`Revoke the badge ${nameOf(badge)}`}
          >
            Revoke
          </Button>
        ) : null,
    },
  ]
  return (
    <Section
      title="Badges"
      action={
        user.active ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconId size={15} aria-hidden />}
            onClick={issue.open}
          >
            Issue badge
          </Button>
        ) : undefined
      }
    >
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              None yet. A badge says at the warehouse’s terminals who picks, packs and delivers.
            </Text>
          ) : (
            <SmallTable label="Badges" columns={columns} rows={items} />
          )
        }
      </QueryBlock>
      <IssueBadgeDialog user={user} opened={issuing} onClose={issue.close} />
    </Section>
  )
}

const nameOf = ({ label, prefix }: Badge) => label || `${prefix}…`
