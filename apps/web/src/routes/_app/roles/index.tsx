import { createFileRoute } from '@tanstack/react-router'
import { RolesPage } from '~/features/role/roles-page.tsx'

export const Route = createFileRoute('/_app/roles/')({ component: RolesPage })
