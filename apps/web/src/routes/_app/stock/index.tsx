import { createFileRoute } from '@tanstack/react-router'
import { StockPage } from '~/features/stock/stock-page.tsx'

export const Route = createFileRoute('/_app/stock/')({ component: StockPage })
