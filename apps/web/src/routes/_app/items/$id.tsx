import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { ItemPage } from '~/features/item/item-page.tsx'
import { rowFromLists } from '~/lib/infinite.ts'
import { keyOf } from '~/lib/query-key.ts'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/items/$id')({ component: Item })

function Item() {
  const id = Number(Route.useParams().id)
  const query = trpc.item.get.useQuery({ id }, { placeholderData: () => rowFromLists(keyOf('item', 'list'), id) })
  return (
    <DocumentQuery query={query} noun="item">
      {(item) => <ItemPage key={item.id} item={item} />}
    </DocumentQuery>
  )
}
