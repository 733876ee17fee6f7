import type { Frame } from '@framewright/contracts/frame/frame.schema'
import { IconClipboardPlus, IconPencil, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { DocumentQuery } from '~/components/document-query.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { rowFromLists } from '~/lib/infinite.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { keyOf } from '~/lib/query-key.ts'
import { useMay, useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import { BomSection } from './bom-section.tsx'
import classes from './frame-page.module.css'
import { FrameTasks } from './frame-tasks.tsx'
import { Movements } from './movements.tsx'
import { StockByLocation } from './stock-by-location.tsx'

const EditFrame = lazyPart(() => import('./edit-frame.tsx').then((part) => part.EditFrame))

/** One frame: drawn, its facts, where it is, what it is made of, what is being done and what happened. */
export function FramePage({ id }: { id: number }) {
  const query = trpc.frame.get.useQuery(
    { id },
    { placeholderData: () => rowFromLists<Frame>(keyOf('frame', 'list'), id) },
  )
  return (
    <DocumentQuery query={query} noun="frame">
      {(frame) => <FrameDocument frame={frame} />}
    </DocumentQuery>
  )
}

function FrameDocument({ frame }: { frame: Frame }) {
  const [editing, setEditing] = useState(false)
  const { permissions } = useSession()
  const mayWrite = useMay('frame.write')
  const mayOrder = useMay('workOrder.write')
  const actions = [
    ...(mayOrder ? [{ label: 'Make some', icon: IconClipboardPlus, to: `/work-orders/new?frameId=${frame.id}` }] : []),
    ...(mayWrite ? [{ label: 'Edit', icon: IconPencil, run: () => setEditing(true) }] : []),
    { label: 'Print', icon: IconPrinter, run: () => window.print() },
  ]
  return (
    <Page>
      <PageHeader
        title={frame.name}
        badge={frame.active ? null : <StateBadge group="flag" state="INACTIVE" />}
        subtitle={frame.sku}
        actions={actions}
      />
      <Columns
        main={
          <>
            <Section title="Frame">
              <FrameFacts frame={frame} />
            </Section>
            <Section title="Bill of materials">
              <BomSection frame={frame} />
            </Section>
            {permissions.has('task.read') || permissions.has('task.own') ? (
              <Section title="Tasks">
                <FrameTasks frameId={frame.id} />
              </Section>
            ) : null}
          </>
        }
        side={
          <>
            {permissions.has('stock.read') ? (
              <>
                <Section title="Stock by location">
                  <StockByLocation itemId={frame.id} />
                </Section>
                <Section title="Movements">
                  <Movements itemId={frame.id} />
                </Section>
              </>
            ) : null}
            <Attachments entity="frame" id={frame.id} />
            <Section title="History">
              <Timeline entity="frame" id={frame.id} />
            </Section>
          </>
        }
      />
      {editing ? <EditFrame frame={frame} onClose={() => setEditing(false)} /> : null}
    </Page>
  )
}

function FrameFacts({ frame }: { frame: Frame }) {
  const stages = frame.stages.map((stage) => lookOf('taskKind', stage).word).join(' → ')
  return (
    <div className={classes.facts}>
      <div className={classes.drawing}>
        <FrameDrawing
          {...frame}
          size={260}
          labels
          title={`Elevation of ${frame.name}, ${frame.widthMm} by ${frame.heightMm} millimetres`}
        />
      </div>
      <div>
        <FactGrid
          facts={[
            { label: 'Available', value: <QuantityText value={frame.stock.available} warnAtZero /> },
            { label: 'On hand', value: <QuantityText value={frame.stock.onHand} /> },
            { label: 'Reserved', value: <QuantityText value={frame.stock.reserved} /> },
            { label: 'Price', value: <MoneyText value={frame.unitPrice} /> },
            { label: 'Cost', value: <MoneyText value={frame.cost} /> },
            { label: 'Tax rate', value: <QuantityText value={frame.taxRate} unit="%" /> },
            { label: 'Category', value: frame.category?.path ?? 'None' },
            { label: 'Material', value: frame.material },
            {
              label: 'Size (mm)',
              value: `${frame.widthMm} × ${frame.heightMm}${frame.depthMm ? ` × ${frame.depthMm}` : ''}`,
            },
            { label: 'Stages', value: stages || 'None', wide: true },
          ]}
        />
        {frame.description ? <p className={classes.description}>{frame.description}</p> : null}
      </div>
    </div>
  )
}
