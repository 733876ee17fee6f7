import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/work-orders/new')({
  component: RouteComponent,
})

function RouteComponent() {
  return <div>Hello "/_app/work-orders/new"!</div>
}
