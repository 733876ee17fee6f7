import type { CustomerListInput } from '@framewright/contracts/customer/customer.schema'
import { createFileRoute } from '@tanstack/react-router'
import { CustomersPage } from '~/features/customer/customers-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { flag, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/customers/')({
  validateSearch: listSearch<CustomerListInput>({
    search: text,
    sort: sortBy('name', 'code', 'id'),
    active: flag,
    ownerId: id,
  }),
  component: Customers,
})

function Customers() {
  return <CustomersPage search={Route.useSearch()} />
}
