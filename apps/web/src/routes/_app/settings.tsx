import { createFileRoute } from '@tanstack/react-router'
import { SettingsPage } from '~/features/shop/settings-page.tsx'

export const Route = createFileRoute('/_app/settings')({ component: SettingsPage })
