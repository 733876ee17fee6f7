import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { SupplierPage } from '~/features/supplier/supplier-page.tsx'
import { rowFromLists } from '~/lib/infinite.ts'
import { keyOf } from '~/lib/query-key.ts'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/suppliers/$id')({ component: Supplier })

function Supplier() {
  const id = Number(Route.useParams().id)
  const query = trpc.supplier.get.useQuery(
    { id },
    { placeholderData: () => rowFromLists(keyOf('supplier', 'list'), id) },
  )
  return (
    <DocumentQuery query={query} noun="supplier">
      {(supplier) => <SupplierPage key={supplier.id} supplier={supplier} />}
    </DocumentQuery>
  )
}
