import { createFileRoute } from '@tanstack/react-router'
import { DeveloperPage } from '~/features/developer/developer-page.tsx'

export const Route = createFileRoute('/_app/developer')({ component: DeveloperPage })
