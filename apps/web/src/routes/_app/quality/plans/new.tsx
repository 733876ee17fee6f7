import { createFileRoute } from '@tanstack/react-router'
import { NewPlanPage } from '~/features/inspection/new-plan-page.tsx'

export const Route = createFileRoute('/_app/quality/plans/new')({ component: NewPlanPage })
