import { createFileRoute } from '@tanstack/react-router'
import { MenuAccessPage } from '~/features/menu/menu-access-page.tsx'

export const Route = createFileRoute('/_app/menu-access')({ component: MenuAccessPage })
