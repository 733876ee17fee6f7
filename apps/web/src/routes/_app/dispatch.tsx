import { createFileRoute } from '@tanstack/react-router'
import { DispatchPage } from '~/features/warehouse/dispatch/dispatch-page.tsx'

export const Route = createFileRoute('/_app/dispatch')({ component: DispatchPage })
