import { createFileRoute, notFound } from '@tanstack/react-router'
import { FramePage } from '~/features/frame/frame-page.tsx'
import { readId } from '~/lib/search-checks.ts'
import { utils } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/frames/$id')({
  params: { parse: ({ id }) => ({ id: readId(id) ?? 0 }), stringify: ({ id }) => ({ id: String(id) }) },
  loader: ({ params: { id } }) => {
    if (id === 0) throw notFound()
    void utils.frame.get.prefetch({ id })
  },
  component: Component,
})

function Component() {
  const { id } = Route.useParams()
  return <FramePage key={id} id={id} />
}
