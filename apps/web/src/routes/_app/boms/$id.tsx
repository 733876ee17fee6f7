import { createFileRoute } from '@tanstack/react-router'
import { NotFound } from '~/components/not-found.tsx'
import { BomPage, type BomSearch } from '~/features/bom/bom-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { day, flag, id, oneOf, quantity, readId } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/boms/$id')({
  validateSearch: listSearch<BomSearch>({
    tab: oneOf('revisions', 'used'),
    quantity,
    on: day,
    scrap: flag,
    revision: id,
    with: id,
  }),
  component: OneBom,
})

function OneBom() {
  const itemId = readId(Route.useParams().id)
  const search = Route.useSearch()
  return itemId === undefined ? <NotFound /> : <BomPage key={itemId} itemId={itemId} search={search} />
}
