import type { MachineListInput } from '@framewright/contracts/machine/machine.schema'
import { createFileRoute } from '@tanstack/react-router'
import { MachinesPage } from '~/features/machine/machines-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, flag, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/machines/')({
  validateSearch: listSearch<MachineListInput>({
    search: text,
    sort: sortBy('code', 'name', 'state', 'id'),
    active: flag,
    state: anyOf('RUNNING', 'IDLE', 'DOWN', 'MAINTENANCE', 'OFF'),
    departmentId: id,
    locationId: id,
    calendarId: id,
  }),
  component: Machines,
})

function Machines() {
  return <MachinesPage search={Route.useSearch()} />
}
