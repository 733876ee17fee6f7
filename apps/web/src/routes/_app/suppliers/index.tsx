import type { SupplierListInput } from '@framewright/contracts/supplier/supplier.schema'
import { createFileRoute } from '@tanstack/react-router'
import { SuppliersPage } from '~/features/supplier/suppliers-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { flag, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/suppliers/')({
  validateSearch: listSearch<SupplierListInput>({ search: text, sort: sortBy('name', 'code', 'id'), active: flag }),
  component: Suppliers,
})

function Suppliers() {
  return <SuppliersPage search={Route.useSearch()} />
}
