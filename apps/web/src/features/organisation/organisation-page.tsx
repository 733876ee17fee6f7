import type { NamedGroup } from '@framewright/contracts/organisation/organisation.schema'
import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Column } from '~/components/data-table/column.ts'
import { EmptyState } from '~/components/empty-state.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { confirm } from '~/lib/confirm.ts'
import { formatCount } from '~/lib/format.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { type GroupKind, groupWords } from './group-words.ts'

const GroupDialog = lazyDialog(() => import('./group-dialog.tsx').then((part) => part.GroupDialog), { edited: null })

/** Departments and job titles: what people are filed under. */
export function OrganisationPage() {
  return (
    <Page>
      <PageHeader
        title="Organisation"
        subtitle="What people are filed under. Neither a department nor a title permits anything."
      />
      <Groups kind="department" />
      <Groups kind="jobTitle" />
    </Page>
  )
}

function Groups({ kind }: { kind: GroupKind }) {
  const words = groupWords[kind]
  const query = trpc[kind].list.useQuery({})
  const mayWrite = useMay('user.write')
  const [edited, edit] = useState<NamedGroup | 'new' | null>(null)
  const update = useDocumentAction(trpc[kind].update, {
    entity: kind,
    done: (group) => `${group.name} ${group.active ? 'is given again' : 'is given to nobody new'}`,
  })
  const remove = useDocumentAction(trpc[kind].remove, { entity: kind, done: `${words.One} deleted` })
  const askRemove = async (group: NamedGroup) => {
    const message = 'Nobody has it. It is gone for good; what the history tells of it stays.'
    if (await confirm({ title: `Delete ${group.name}?`, message, verb: 'Delete', danger: true })) {
      remove.mutate({ id: group.id })
    }
  }
  const columns: Column<NamedGroup>[] = [
    { id: 'name', header: 'Name', card: 'title', cell: (group) => group.name },
    {
      id: 'users',
      header: 'People',
      align: 'right',
      cell: (group) => <span className="fw-number">{group.users === 0 ? '–' : formatCount(group.users)}</span>,
    },
    {
      id: 'state',
      header: 'State',
      cell: (group) => <StateBadge group="flag" state={group.active ? 'ACTIVE' : 'INACTIVE'} size="sm" />,
    },
    {
      id: 'actions',
      header: 'Actions',
      align: 'right',
      cell: (group) =>
        mayWrite ? (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            <Button size="compact-sm" variant="subtle" aria-label={`Rename ${group.name}`} onClick={() => edit(group)}>
              Rename
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={`${group.active ? 'Deactivate' : 'Activate'} ${group.name}`}
              onClick={() => update.mutate({ id: group.id, version: group.version, active: !group.active })}
            >
              {group.active ? 'Deactivate' : 'Activate'}
            </Button>
            {group.users === 0 ? (
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                aria-label={`Delete ${group.name}`}
                onClick={() => void askRemove(group)}
              >
                Delete
              </Button>
            ) : null}
          </Group>
        ) : null,
    },
  ]
  const add = (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => edit('new')}>
      New {words.one}
    </Button>
  )
  return (
    <Section title={words.Many} action={mayWrite ? add : undefined}>
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={`No ${words.many} yet`} hint={words.hint} action={mayWrite ? add : undefined} />
          ) : (
            <SmallTable label={words.Many} columns={columns} rows={items} />
          )
        }
      </QueryBlock>
      <GroupDialog kind={kind} edited={edited} onClose={() => edit(null)} />
    </Section>
  )
}
