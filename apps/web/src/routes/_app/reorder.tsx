import { createFileRoute } from '@tanstack/react-router'
import { ReorderPage } from '~/features/stock/reorder/reorder-page.tsx'

export const Route = createFileRoute('/_app/reorder')({ component: ReorderPage })
