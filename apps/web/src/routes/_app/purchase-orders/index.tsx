import { createFileRoute } from '@tanstack/react-router'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'

export const Route = createFileRoute('/_app/purchase-orders/')({
  component: () => (
    <Page>
      <PageHeader title="Purchase orders" />
    </Page>
  ),
})
