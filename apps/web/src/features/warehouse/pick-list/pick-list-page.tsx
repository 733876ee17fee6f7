import type { PickList } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Alert, Skeleton } from '@mantine/core'
import { IconDownload, IconFileTypePdf, IconPrinter, IconScan } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '~/components/empty-state.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { CodePicture } from '~/components/scanning/code-picture.tsx'
import { DayText, QuantityText } from '~/components/text.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { exportUrl } from '~/lib/export-url.ts'
import { downloadFile } from '~/lib/fetch-file.ts'
import { openFile } from '~/lib/open-file.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './pick-list.module.css'

/** What to take today, place by place on the way through the storage; clean on paper too. */
export function PickListPage({ ids }: { ids: number[] | undefined }) {
  const query = trpc.fulfilment.pickList.useQuery(ids ? { fulfilmentIds: ids } : {})
  return (
    <ListPage>
      <PageHeader
        title="Pick list"
        subtitle={query.data ? summary(query.data) : undefined}
        actions={[
          { label: 'Scan', icon: IconScan, to: '/warehouse' },
          { label: 'Print', icon: IconPrinter, run: () => window.print() },
          {
            label: 'PDF',
            icon: IconFileTypePdf,
            run: () => void openFile(exportUrl('/api/reports/pick-list/pdf', { ids })),
          },
          {
            label: 'CSV',
            icon: IconDownload,
            run: () => void downloadFile(exportUrl('/api/reports/pick-list/csv', { ids }), 'pick-list.csv'),
          },
        ]}
      />
      {query.isError ? <WidgetError error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height={320} role="status" aria-label="Loading" /> : null}
      {query.data ? <Places list={query.data} /> : null}
    </ListPage>
  )
}

function summary({ fulfilments, places }: PickList): string {
  const picks = places.reduce((total, place) => total + place.picks.length, 0)
  const documents = fulfilments.length === 1 ? '1 document' : `${fulfilments.length} documents`
  return `${documents}, ${picks === 1 ? '1 pick' : `${picks} picks`}, ${places.length === 1 ? '1 place' : `${places.length} places`}`
}

function Places({ list }: { list: PickList }) {
  if (list.places.length === 0) {
    return (
      <EmptyState
        title="Nothing to pick"
        hint="Fulfilments whose stock is promised stand here, in the order one walks past their places."
      />
    )
  }
  return (
    <div className={classes.list}>
      {list.more ? (
        <Alert color="yellow" variant="light">
          More is waiting than one list holds: the most urgent stand here.
        </Alert>
      ) : null}
      {list.places.map((place) => (
        <section key={place.locationId} className={classes.place} aria-label={place.code}>
          <h2>
            {place.code}
            {place.name && place.name !== place.code ? <span className="fw-muted"> {place.name}</span> : null}
          </h2>
          <table>
            <thead>
              <tr>
                <th scope="col">Item</th>
                <th scope="col">For</th>
                <th scope="col" className={classes.number}>
                  Take
                </th>
              </tr>
            </thead>
            <tbody>
              {place.picks.map((pick) => (
                <tr key={`${pick.lineId}-${place.locationId}`}>
                  <td>
                    <div>{pick.itemName}</div>
                    <div className="fw-muted fw-number">{pick.sku}</div>
                  </td>
                  <td>
                    <Link to="/fulfilments/$id" params={{ id: pick.fulfilmentId }} className="fw-link fw-number">
                      {pick.number}
                    </Link>
                  </td>
                  <td className={classes.number}>
                    <strong>
                      <QuantityText value={pick.quantity} unit={pick.unit} />
                    </strong>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <section className={classes.place} aria-label="Documents">
        <h2>Documents</h2>
        <ul className={classes.documents}>
          {list.fulfilments.map((one) => (
            <li key={one.id}>
              <CodePicture symbology="qr" text={one.number} className={classes.code ?? ''} />
              <span>
                <strong className="fw-number">{one.number}</strong>
                <span>{one.customer}</span>
                {one.dueDate === null ? null : <DayText value={one.dueDate} />}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
