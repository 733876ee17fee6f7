import type { FulfilmentStatus } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import classes from './dispatch.module.css'
import { DispatchColumn } from './dispatch-column.tsx'

/** From waiting for stock to on its way: what a dispatcher watches. */
const columns: readonly FulfilmentStatus[] = [
  'CREATED',
  'PENDING',
  'PICKED',
  'PACKING',
  'PACKED',
  'DISPATCHED',
  'DELIVERED',
]

/** Every parcel's stage, moved by what happens on the floor; nobody has to reload it. */
export function DispatchPage() {
  return (
    <ListPage>
      <PageHeader title="Dispatch board" subtitle="Follows every scan" />
      <div className={classes.board}>
        {columns.map((status) => (
          <DispatchColumn key={status} status={status} />
        ))}
      </div>
    </ListPage>
  )
}
