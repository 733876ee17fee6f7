import { ownSource } from '@framewright/contracts/invoice/invoice.number'
import type { Invoice } from '@framewright/contracts/invoice/invoice.schema'
import { IconFileTypePdf } from '@tabler/icons-react'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { openFile } from '~/lib/open-file.ts'
import { InvoiceFacts } from './invoice-facts.tsx'
import { InvoiceLines } from './invoice-lines.tsx'

/** One invoice, which says for ever what it says now. */
export function InvoicePage({ invoice }: { invoice: Invoice }) {
  const own = invoice.source === ownSource
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
          <Section title="History">
            <Timeline entity="invoice" id={invoice.id} />
          </Section>
        }
      />
    </Page>
  )
}
