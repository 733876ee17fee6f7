import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/api-keys')({
  component: RouteComponent,
})

function RouteComponent() {
  return <div>Hello "/_app/api-keys"!</div>
}
