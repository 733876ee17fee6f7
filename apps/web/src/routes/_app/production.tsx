import { createFileRoute } from '@tanstack/react-router'
import { ProductionDashboard } from '~/features/production-dashboard/production-page.tsx'

export const Route = createFileRoute('/_app/production')({ component: ProductionDashboard })
