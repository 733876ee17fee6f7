import type { UserListInput } from '@framewright/contracts/user/user.schema'
import { createFileRoute } from '@tanstack/react-router'
import { UsersPage } from '~/features/user/users-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { flag, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/users/')({
  validateSearch: listSearch<UserListInput>({
    search: text,
    sort: sortBy('username', 'name', 'role', 'dateJoined', 'lastLogin'),
    roleId: id,
    departmentId: id,
    jobTitleId: id,
    active: flag,
    roleAssigned: flag,
  }),
  component: Users,
})

function Users() {
  return <UsersPage search={Route.useSearch()} />
}
