import { createFileRoute } from '@tanstack/react-router'
import { BoardPage } from '~/features/work-order/board/board-page.tsx'
import { workOrderSearch } from '~/features/work-order/work-order-search.ts'

export const Route = createFileRoute('/_app/work-orders/board')({
  validateSearch: workOrderSearch,
  component: Component,
})

function Component() {
  return <BoardPage search={Route.useSearch()} />
}
