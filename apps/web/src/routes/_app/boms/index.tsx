import type { BomListInput } from '@framewright/contracts/bom/bom.schema'
import { createFileRoute } from '@tanstack/react-router'
import { BomsPage } from '~/features/bom/boms-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { flag, id, oneOf, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/boms/')({
  validateSearch: listSearch<BomListInput>({
    search: text,
    sort: sortBy('id', 'sku', 'effective'),
    inForce: flag,
    status: oneOf('DRAFT', 'RELEASED'),
    itemId: id,
    componentId: id,
  }),
  component: Boms,
})

function Boms() {
  return <BomsPage search={Route.useSearch()} />
}
