import { createFileRoute } from '@tanstack/react-router'
import { WallPage, type WallSearch } from '~/features/wall/wall-page.tsx'
import { withoutEmpty } from '~/lib/list-search.ts'
import { requireSignedIn } from '~/lib/require-signed-in.ts'
import { anyOf, flag, whole } from '~/lib/search-checks.ts'

/** A display on the wall, without menus; any account that may read the figures can be signed in there. */
export const Route = createFileRoute('/wall')({
  beforeLoad: requireSignedIn,
  validateSearch: (raw: Record<string, unknown>): WallSearch => {
    const seconds = whole(raw.seconds)
    return withoutEmpty({
      panels: anyOf('stages', 'late', 'plan')(raw.panels),
      seconds: seconds === undefined ? undefined : Math.min(600, Math.max(5, seconds)),
      light: flag(raw.light),
    }) as WallSearch
  },
  component: Wall,
})

function Wall() {
  return <WallPage search={Route.useSearch()} />
}
