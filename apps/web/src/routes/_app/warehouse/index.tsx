import { createFileRoute } from '@tanstack/react-router'
import { WarehousePage } from '~/features/warehouse/scan/warehouse-page.tsx'

export const Route = createFileRoute('/_app/warehouse/')({ component: WarehousePage })
