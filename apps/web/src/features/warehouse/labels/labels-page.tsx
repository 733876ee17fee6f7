import type { Fulfilment } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Skeleton } from '@mantine/core'
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { EmptyState } from '~/components/empty-state.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { CodePicture } from '~/components/scanning/code-picture.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { formatDay } from '~/lib/format.ts'
import { openFile } from '~/lib/open-file.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './labels.module.css'

/** Labels for parcels, one a page of 100 × 150 mm: where it goes, what it is, and the codes that the floor scans. */
export function LabelsPage({ ids }: { ids: number[] }) {
  const queries = trpc.useQueries((t) => ids.map((id) => t.fulfilment.get({ id })))
  const openPdf = () => void openFile(`/api/fulfilments/labels?${ids.map((id) => `ids=${id}`).join('&')}`)
  const failed = queries.find((query) => query.isError)
  const found = queries.flatMap((query) => (query.data ? [query.data] : []))
  return (
    <ListPage>
      <PageHeader
        title={ids.length === 1 ? 'Label' : 'Labels'}
        subtitle="One a page, 100 × 150 mm"
        actions={[
          { label: 'Print', icon: IconPrinter, run: () => window.print() },
          ...(ids.length > 0 ? [{ label: 'PDF', icon: IconFileTypePdf, quiet: true, run: openPdf }] : []),
        ]}
      />
      {ids.length === 0 ? <EmptyState title="No labels chosen" hint="Open a fulfilment and print its label." /> : null}
      {failed ? <WidgetError error={failed.error} retry={() => void failed.refetch()} /> : null}
      {!failed && found.length < ids.length ? (
        <Skeleton height={400} width={300} role="status" aria-label="Loading" />
      ) : null}
      <div className={classes.labels}>
        {found.map((fulfilment) => (
          <Label key={fulfilment.id} fulfilment={fulfilment} />
        ))}
      </div>
    </ListPage>
  )
}

function Label({ fulfilment }: { fulfilment: Fulfilment }) {
  const shop = trpc.shop.get.useQuery().data
  const { number, source, shipTo, dueDate } = fulfilment
  return (
    <article className={classes.label} aria-label={`Label ${number}`}>
      <div className={classes.from}>{shop?.name}</div>
      <div className={classes.to}>
        <strong>{shipTo.name}</strong>
        <span>{shipTo.address}</span>
        <span>{shipTo.phone}</span>
      </div>
      <div className={classes.codes}>
        <CodePicture symbology="qr" text={number} className={classes.qr ?? ''} />
        <div className={classes.facts}>
          <strong>{number}</strong>
          <span>{source.number}</span>
          {dueDate === null ? null : <span>Due {formatDay(dueDate)}</span>}
        </div>
      </div>
      <CodePicture symbology="code128" text={number} className={classes.bars ?? ''} />
    </article>
  )
}
