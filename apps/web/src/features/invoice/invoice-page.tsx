import { ownSource } from '@framewright/contracts/invoice/invoice.number'
import type { Invoice } from '@framewright/contracts/invoice/invoice.schema'
import { useDisclosure } from '@mantine/hooks'
import { IconFileTypePdf, IconPackageExport, IconPackageImport } from '@tabler/icons-react'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { SourceFulfilments } from '~/features/fulfilment/source-fulfilments.tsx'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { openFile } from '~/lib/open-file.ts'
import { useMay, useMayAny } from '~/lib/session.ts'
import { useShare } from '~/lib/use-share.ts'
import { InvoiceFacts } from './invoice-facts.tsx'
import { InvoiceLines } from './invoice-lines.tsx'

const ReturnDrawer = lazyDialog(
  () => import('~/features/customer-return/return-drawer.tsx').then((part) => part.ReturnDrawer),
  { opened: false },
)
const CreateFulfilmentDrawer = lazyDialog(
  () => import('~/features/fulfilment/create-drawer.tsx').then((part) => part.CreateFulfilmentDrawer),
  { opened: false },
)

/** One invoice, which says for ever what it says now. */
export function InvoicePage({ invoice }: { invoice: Invoice }) {
  const share = useShare()
  const own = invoice.source === ownSource
  const [fulfilling, fulfil] = useDisclosure()
  const [returning, back] = useDisclosure()
  // An own invoice bills an order, by which its goods went out and come back.
  // One whose fulfilments were all cancelled can be sent after all.
  const open = !own && invoice.status !== 'DELIVERED'
  const mayFulfil = useMay('fulfilment.write') && open
  const mayReturn = useMay('customerReturn.write') && !own
  const seesFulfilments = useMayAny('fulfilment.read', 'fulfilment.write', 'invoice.own') && !own
  const lines = invoice.lines.map((line) => ({ ...line, outstanding: line.quantity }))
  return (
    <Page>
      <PageHeader
        title={invoice.invoiceNo}
        badge={<StateBadge group="invoice" state={invoice.status} />}
        subtitle={invoice.customer.name}
        actions={[
          {
            label: own ? 'PDF' : 'PDF copy',
            icon: IconFileTypePdf,
            run: () => void openFile(`/api/sales/invoices/${invoice.id}/pdf`),
          },
          ...share(`/api/sales/invoices/${invoice.id}/pdf`, invoice.invoiceNo),
          ...(mayFulfil ? [{ label: 'Create fulfilment', icon: IconPackageExport, run: fulfil.open }] : []),
          ...(mayReturn ? [{ label: 'Return goods', icon: IconPackageImport, quiet: true, run: back.open }] : []),
        ]}
      />
      <Columns
        main={
          <>
            <Section title="Facts">
              <InvoiceFacts invoice={invoice} />
            </Section>
            <Section title="Lines">
              <InvoiceLines invoice={invoice} />
            </Section>
          </>
        }
        side={
          <>
            {seesFulfilments ? <SourceFulfilments source={{ invoiceId: invoice.id }} /> : null}
            <Section title="History">
              <Timeline entity="invoice" id={invoice.id} />
            </Section>
          </>
        }
      />
      <CreateFulfilmentDrawer
        source={{ invoiceId: invoice.id }}
        number={invoice.invoiceNo}
        lines={lines}
        opened={fulfilling}
        onClose={fulfil.close}
      />
      <ReturnDrawer
        source={{ invoiceId: invoice.id }}
        number={invoice.invoiceNo}
        opened={returning}
        onClose={back.close}
      />
    </Page>
  )
}
