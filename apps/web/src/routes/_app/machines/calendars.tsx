import { createFileRoute } from '@tanstack/react-router'
import { CalendarsPage } from '~/features/machine/calendars-page.tsx'

export const Route = createFileRoute('/_app/machines/calendars')({ component: CalendarsPage })
