import { createFileRoute } from '@tanstack/react-router'
import { LocationsPage } from '~/features/stock/locations-page.tsx'

export const Route = createFileRoute('/_app/stock/locations')({ component: LocationsPage })
