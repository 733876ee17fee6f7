import type { ItemListInput } from '@framewright/contracts/item/item.schema'
import { createFileRoute } from '@tanstack/react-router'
import { ItemsPage } from '~/features/item/items-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { flag, id, oneOf, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/items/')({
  validateSearch: listSearch<ItemListInput>({
    search: text,
    sort: sortBy('relevance', 'name', 'sku', 'unitPrice', 'available', 'id'),
    kind: oneOf('PROFILE', 'GLASS', 'HARDWARE', 'FRAME', 'MATERIAL', 'PRODUCT', 'SERVICE'),
    categoryId: id,
    active: flag,
    stock: oneOf('IN', 'OUT', 'LOW'),
    minPrice: text,
    maxPrice: text,
  }),
  component: Items,
})

function Items() {
  return <ItemsPage search={Route.useSearch()} />
}
