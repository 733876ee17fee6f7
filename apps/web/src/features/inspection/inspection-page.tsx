import type { Inspection } from '@framewright/contracts/inspection/inspection.schema'
import { Text } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText, RelativeTime } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { QualitySource } from './source-link.tsx'

/** One inspection: what was looked at, and what was found. */
export function InspectionPage({ inspection }: { inspection: Inspection }) {
  const { id, number, item, allowedActions: may } = inspection
  const navigate = useNavigate()
  const cancel = useDocumentAction(trpc.inspection.cancel, { entity: 'inspection', done: `${number} cancelled` })
  const decided = inspection.status === 'PASSED' || inspection.status === 'FAILED'
  return (
    <Page>
      <PageHeader
        title={number}
        badge={<StateBadge group="inspection" state={inspection.status} />}
        subtitle={`${item.name} (${item.sku})`}
        actions={[
          ...(may.includes('pass')
            ? [{ label: 'Inspect', run: () => void navigate({ to: '/inspect', search: { id } }) }]
            : []),
          ...(may.includes('cancel')
            ? [{ label: 'Cancel', danger: true, loading: cancel.isPending, run: () => cancel.mutate({ id }) }]
            : []),
        ]}
      />
      <Columns
        main={
          <>
            <Section title="Facts">
              <FactGrid
                facts={[
                  { label: 'Kind', value: <StateBadge group="inspectionType" state={inspection.type} size="sm" /> },
                  { label: 'Quantity', value: <QuantityText value={inspection.quantity} unit={item.unit} /> },
                  { label: 'Sample', value: inspection.sampleSize },
                  inspection.failedQuantity !== null && {
                    label: 'Did not pass',
                    value: <QuantityText value={inspection.failedQuantity} unit={item.unit} />,
                  },
                  inspection.source && { label: 'Of', value: <QualitySource source={inspection.source} /> },
                  inspection.plan && { label: 'Plan', value: inspection.plan.name },
                  inspection.location && { label: 'Waits at', value: inspection.location.name },
                  inspection.target && { label: 'Goes to', value: inspection.target.name },
                  inspection.inspector && { label: 'Inspector', value: inspection.inspector.name },
                  inspection.decidedAt !== null && {
                    label: 'Decided',
                    value: <RelativeTime value={inspection.decidedAt} />,
                  },
                  ...inspection.nonConformances.map((one) => ({
                    label: 'Non-conformance',
                    value: (
                      <Link to="/quality/ncr/$id" params={{ id: one.id }} className="fw-link fw-number">
                        {one.number}
                      </Link>
                    ),
                  })),
                  decided && {
                    label: 'Certificate',
                    value: (
                      <a className="fw-link" href={`/api/qc/inspections/${id}/certificate`}>
                        {number}.pdf
                      </a>
                    ),
                  },
                ]}
              />
            </Section>
            <Section title="Characteristics">
              {inspection.characteristics.map((one) => {
                const found = inspection.readings.filter((reading) => reading.lineNo === one.lineNo)
                const limits = [one.lower, one.upper].map((limit) => limit ?? '…').join(' to ')
                const values = found.map((reading) => reading.value ?? (reading.passed ? 'good' : 'not good'))
                const bad = found.some((reading) => !reading.passed)
                return (
                  <Text key={one.lineNo} size="sm" {...(bad ? { c: 'red' } : {})}>
                    {one.name}
                    {one.kind === 'NUMERIC' ? ` (${limits} ${one.unit})` : ''}
                    {values.length > 0 ? `: ${values.join(', ')}${bad ? ' – not within its limits' : ''}` : ''}
                  </Text>
                )
              })}
              {inspection.notes ? <Text size="sm">{inspection.notes}</Text> : null}
            </Section>
            <Attachments entity="inspection" id={id} />
          </>
        }
        side={
          <Section title="History">
            <Timeline entity="inspection" id={id} />
          </Section>
        }
      />
    </Page>
  )
}
