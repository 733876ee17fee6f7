import type { CreatedUser, UserListInput } from '@framewright/contracts/user/user.schema'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { DataTable } from '~/components/data-table/data-table.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { type GroupKind, groupWords } from '~/features/organisation/group-words.ts'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyDialog, lazyPart } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { userColumns } from './user-columns.tsx'
import { WaitingPeople } from './waiting-people.tsx'

const GroupSelect = lazyPart(() => import('~/features/organisation/group-select.tsx').then((part) => part.GroupSelect))
const RoleSelect = lazyPart(() => import('./role-select.tsx').then((part) => part.RoleSelect))
const HandOverDialog = lazyDialog(() => import('./hand-over-dialog.tsx').then((part) => part.HandOverDialog), {
  made: null,
})
const UserDialog = lazyDialog(() => import('./user-dialog.tsx').then((part) => part.UserDialog), { opened: false })

export type UserSearch = Partial<Omit<UserListInput, 'cursor' | 'limit'>>

const views: readonly View[] = [
  { name: 'Active', search: { active: true } },
  { name: 'Waiting for a role', search: { roleAssigned: false, active: true } },
  { name: 'Inactive', search: { active: false } },
]

/** The people with an account, those who wait for a role above all. */
export function UsersPage({ search }: { search: UserSearch }) {
  const patch = useSearchPatch<UserSearch>()
  const mayWrite = useMay('user.write')
  const roles = trpc.role.list.useQuery()
  const [creating, { open, close }] = useDisclosure()
  const [made, setMade] = useState<CreatedUser | null>(null)
  const query = trpc.user.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const roleFilter: Filter = {
    kind: 'custom',
    key: 'roleId',
    label: 'Role',
    describe: (value) => roles.data?.items.find((role) => role.id === value)?.name ?? `no. ${String(value)}`,
    edit: (value, set) => (
      <RoleSelect
        label="Role"
        w={260}
        data-autofocus
        comboboxProps={{ withinPortal: false }}
        value={typeof value === 'number' ? value : null}
        onChange={set}
      />
    ),
  }
  const groups = { department: trpc.department.list.useQuery({}), jobTitle: trpc.jobTitle.list.useQuery({}) }
  const groupFilter = (kind: GroupKind, key: string): Filter => ({
    kind: 'custom',
    key,
    label: groupWords[kind].One,
    describe: (value) => groups[kind].data?.items.find((group) => group.id === value)?.name ?? `no. ${String(value)}`,
    edit: (value, set) => (
      <GroupSelect
        kind={kind}
        w={260}
        data-autofocus
        comboboxProps={{ withinPortal: false }}
        value={typeof value === 'number' ? value : null}
        onChange={(id) => set(id ?? undefined)}
      />
    ),
  })
  return (
    <ListPage>
      <PageHeader title="Users" actions={mayWrite ? [{ label: 'New user', icon: IconPlus, run: open }] : []} />
      {mayWrite ? <WaitingPeople /> : null}
      <FilterBar
        id="users"
        search={search}
        views={views}
        filters={[roleFilter, groupFilter('department', 'departmentId'), groupFilter('jobTitle', 'jobTitleId')]}
        placeholder="Name, username or e-mail"
      />
      <DataTable
        id="users"
        label="Users"
        columns={userColumns}
        query={query}
        sort={search.sort}
        onSort={(sort) => patch({ sort: sort as UserSearch['sort'] })}
        href={(user) => `/users/${user.id}`}
        onHover={(user) => void utils.user.get.prefetch({ id: user.id })}
        empty={{ title: 'Nobody fits', hint: 'Search for a part of the name, the username or the e-mail.' }}
      />
      <UserDialog opened={creating} onClose={close} onCreated={setMade} />
      <HandOverDialog made={made} onClose={() => setMade(null)} />
    </ListPage>
  )
}
