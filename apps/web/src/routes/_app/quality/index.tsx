import { createFileRoute } from '@tanstack/react-router'
import { QualityPage } from '~/features/quality/quality-page.tsx'

export const Route = createFileRoute('/_app/quality/')({ component: QualityPage })
