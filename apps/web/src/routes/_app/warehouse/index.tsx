import { createFileRoute } from '@tanstack/react-router'
import { WarehousePage } from '~/features/warehouse/scan/warehouse-page.tsx'
import { text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/warehouse/')({
  // What to begin with, once it is known whose hands these are: `/warehouse?document=FF-000012`.
  validateSearch: (raw: Record<string, unknown>): { document?: string } => {
    const document = text(raw.document)
    return document ? { document } : {}
  },
  component: Warehouse,
})

function Warehouse() {
  const { document } = Route.useSearch()
  const navigate = Route.useNavigate()
  return <WarehousePage document={document} onTaken={() => void navigate({ search: {}, replace: true })} />
}
