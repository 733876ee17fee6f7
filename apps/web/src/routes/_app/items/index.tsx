import type { ItemListInput } from '@framewright/contracts/item/item.schema'
import { createFileRoute } from '@tanstack/react-router'
import { ItemsPage } from '~/features/item/items-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { flag, oneOf, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/items/')({
  validateSearch: listSearch<ItemListInput>({
    search: text,
    sort: sortBy('name', 'sku', 'unitPrice', 'id'),
    kind: oneOf('PROFILE', 'GLASS', 'HARDWARE', 'FRAME', 'MATERIAL', 'PRODUCT', 'SERVICE'),
    active: flag,
  }),
  component: Items,
})

function Items() {
  return <ItemsPage search={Route.useSearch()} />
}
