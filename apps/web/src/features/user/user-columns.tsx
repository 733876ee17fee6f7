import type { User } from '@framewright/contracts/user/user.schema'
import { Group } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { PersonAvatar } from '~/components/person-avatar.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { personName } from '~/lib/session.ts'

/** The state of a person's account, the most pressing first. */
export function userState(user: Pick<User, 'active' | 'roleAssigned'>): 'INACTIVE' | 'WAITING_ROLE' | 'ACTIVE' {
  if (!user.active) return 'INACTIVE'
  return user.roleAssigned ? 'ACTIVE' : 'WAITING_ROLE'
}

function Named({ user }: { user: User }) {
  const name = personName(user)
  return (
    <Group component="span" gap={8} wrap="nowrap" display="inline-flex">
      <PersonAvatar id={user.id} name={name} avatar={user.avatar} /> {name}
    </Group>
  )
}

/** The columns of the list of users. */
export const userColumns: readonly Column<User>[] = [
  { id: 'name', header: 'Name', sort: 'name', minWidth: 180, card: 'title', cell: (user) => <Named user={user} /> },
  { id: 'username', header: 'Username', sort: 'username', minWidth: 140, cell: (user) => user.username },
  { id: 'email', header: 'E-mail', minWidth: 200, cell: (user) => user.email },
  {
    id: 'role',
    header: 'Role',
    sort: 'role',
    width: 170,
    cell: (user) => (user.roleAssigned ? user.role.name : <span className="fw-muted">None yet</span>),
  },
  {
    id: 'department',
    header: 'Department',
    width: 160,
    cell: (user) => user.department?.name ?? <span className="fw-muted">–</span>,
  },
  {
    id: 'jobTitle',
    header: 'Job title',
    width: 160,
    hidden: true,
    cell: (user) => user.jobTitle?.name ?? <span className="fw-muted">–</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: 180,
    card: 'badge',
    cell: (user) => <StateBadge group="flag" state={userState(user)} size="sm" />,
  },
  {
    id: 'lastLogin',
    header: 'Last sign-in',
    sort: 'lastLogin',
    width: 170,
    cell: (user) => <RelativeTime value={user.lastLogin} />,
  },
  {
    id: 'dateJoined',
    header: 'Joined',
    sort: 'dateJoined',
    width: 170,
    hidden: true,
    cell: (user) => <RelativeTime value={user.dateJoined} />,
  },
]
