import type { InvoiceListInput } from '@framewright/contracts/invoice/invoice.schema'
import { ImportButton } from '~/components/csv-import/import-button.tsx'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { ExportMenu } from '~/components/export-menu.tsx'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { formatMoney } from '~/lib/format.ts'
import { listOptions, pageSize, rowsOf } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { invoiceColumns } from './invoice-columns.tsx'
import { useInvoiceFilters } from './use-invoice-filters.ts'

export type InvoiceSearch = Partial<Omit<InvoiceListInput, 'cursor' | 'limit'>>

/** The list of invoices, with what those it shows come to. */
export function InvoicesPage({ search }: { search: InvoiceSearch }) {
  const patch = useSearchPatch<InvoiceSearch>()
  const mayImport = useMay('invoice.import')
  const { sort, ...filters } = search
  const query = trpc.invoice.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const filtered = Object.keys(filters).length > 0
  const count = trpc.invoice.count.useQuery(filters, { placeholderData: (before) => before })
  const bar = useInvoiceFilters(search, rowsOf(query.data))
  return (
    <ListPage>
      <PageHeader
        title="Invoices"
        subtitle={count.data && count.data.total > 0 ? `${formatMoney(count.data.amount)} in all` : undefined}
      />
      <FilterBar
        id="invoices"
        search={search}
        views={bar.views}
        filters={bar.filters}
        placeholder="Number or customer"
      />
      <DataTable
        id="invoices"
        label="Invoices"
        columns={invoiceColumns}
        query={query}
        total={filtered ? count.data?.total : undefined}
        sort={sort}
        onSort={(next) => patch({ sort: next as InvoiceSearch['sort'] })}
        href={(invoice) => `/invoices/${invoice.id}`}
        onHover={(invoice) => void utils.invoice.get.prefetch({ id: invoice.id })}
        tools={
          <>
            {mayImport ? (
              <ImportButton
                path="/api/sales/import/invoices/csv"
                plural="invoices"
                columns="invoiceNo, invoiceDate, customer, sku, quantity and unitPrice; source, salesman, customerCode, email, phone, address, taxId, name, discountPercent, taxRate"
                existing="One row a line. An invoice that is here already and says the same is passed over, one that says something else is refused."
              />
            ) : null}
            <ExportMenu path="/api/sales/invoices/export" filters={filters} noun="invoice" withLines />
          </>
        }
        empty={
          filtered
            ? { title: 'No invoice fits', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'No invoices yet',
                hint: 'Write one from a sales order once something of it has shipped, or let another system send its own.',
              }
        }
      />
    </ListPage>
  )
}
