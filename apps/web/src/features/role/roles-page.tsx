import type { Role } from '@framewright/contracts/role/role.schema'
import { Badge, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { Column } from '~/components/data-table/column.ts'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { formatCount } from '~/lib/format.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'

const RoleDialog = lazyDialog(() => import('./role-dialog.tsx').then((part) => part.RoleDialog), { opened: false })

const columns: readonly Column<Role>[] = [
  { id: 'name', header: 'Role', card: 'title', cell: (role) => role.name },
  { id: 'description', header: 'What for', cell: (role) => <span className="fw-muted">{role.description}</span> },
  {
    id: 'permissions',
    header: 'Permissions',
    align: 'right',
    cell: (role) => <span className="fw-number">{formatCount(role.permissions.length)}</span>,
  },
  {
    id: 'users',
    header: 'People',
    align: 'right',
    cell: (role) => <span className="fw-number">{role.users === 0 ? '–' : formatCount(role.users)}</span>,
  },
  {
    id: 'system',
    header: 'Origin',
    align: 'right',
    cell: (role) =>
      role.system ? (
        <span className="fw-muted">Built in</span>
      ) : (
        <Badge variant="light" color="gray" radius="sm">
          Own
        </Badge>
      ),
  },
]

/** The roles: there are few, so all of them at once. */
export function RolesPage() {
  const query = trpc.role.list.useQuery()
  const navigate = useNavigate()
  const mayWrite = useMay('role.write')
  const [creating, { open, close }] = useDisclosure()
  return (
    <Page>
      <PageHeader
        title="Roles"
        subtitle="What people may see and do. A change counts from their next click on."
        actions={mayWrite ? [{ label: 'New role', icon: IconPlus, run: open }] : []}
      />
      <Section title="All roles">
        {query.data ? (
          <SmallTable label="Roles" columns={columns} rows={query.data.items} href={(role) => `/roles/${role.id}`} />
        ) : query.error ? (
          <WidgetError error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Skeleton height={320} role="status" aria-label="Loading" />
        )}
      </Section>
      <RoleDialog
        opened={creating}
        onClose={close}
        onCreated={({ id }) => void navigate({ to: '/roles/$id', params: { id: String(id) } })}
      />
    </Page>
  )
}
