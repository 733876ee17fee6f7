import type { NonConformance } from '@framewright/contracts/non-conformance/non-conformance.schema'
import { Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { DocumentLink } from '~/features/inspection/document-link.tsx'
import { QualitySource } from '~/features/inspection/source-link.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { DispositionForm } from './disposition-form.tsx'

/** One non-conformance: what is wrong, and what becomes of it. */
export function NonConformancePage({ ncr }: { ncr: NonConformance }) {
  const { id, number, item } = ncr
  const entity = 'nonConformance'
  const decide = useDocumentAction(trpc.nonConformance.decide, { entity, done: `${number} is decided` })
  const close = useDocumentAction(trpc.nonConformance.close, { entity, done: `${number} is closed` })
  return (
    <Page>
      <PageHeader
        title={number}
        badge={<StateBadge group="nonConformance" state={ncr.status} />}
        subtitle={`${ncr.defect}, ${item.name} (${item.sku})`}
        actions={
          ncr.allowedActions.includes('close')
            ? [{ label: 'Close', icon: IconLock, loading: close.isPending, run: () => close.mutate({ id }) }]
            : []
        }
      />
      <Columns
        main={
          <>
            {ncr.dispositions.length > 0 ? (
              <Section title="What becomes of it">
                <DispositionForm
                  dispositions={ncr.dispositions}
                  loading={decide.isPending}
                  onDecide={(decision) => decide.mutate({ id, ...decision })}
                />
              </Section>
            ) : null}
            <Section title="Facts">
              <FactGrid
                facts={[
                  { label: 'Quantity', value: <QuantityText value={ncr.quantity} unit={item.unit} /> },
                  { label: 'Severity', value: <StateBadge group="severity" state={ncr.severity} size="sm" /> },
                  ncr.source && { label: 'Of', value: <QualitySource source={ncr.source} /> },
                  ncr.inspection && {
                    label: 'Inspection',
                    value: <DocumentLink entity="inspection" document={ncr.inspection} />,
                  },
                  ncr.location && { label: 'Lies at', value: ncr.location.name },
                  ncr.disposition && {
                    label: 'Decided',
                    value: <StateBadge group="disposition" state={ncr.disposition} size="sm" />,
                  },
                  ncr.decidedBy && { label: 'By', value: ncr.decidedBy.name },
                  ncr.disposition && { label: 'Cost', value: <MoneyText value={ncr.cost} /> },
                  ncr.reinspection && {
                    label: 'Looked at again',
                    value: <DocumentLink entity="inspection" document={ncr.reinspection} />,
                  },
                  ncr.workOrder && {
                    label: 'Work order',
                    value: (
                      <Link to="/work-orders/$id" params={{ id: ncr.workOrder.id }} className="fw-link">
                        {ncr.workOrder.number}
                      </Link>
                    ),
                  },
                  ncr.productionOrder && {
                    label: 'Production order',
                    value: (
                      <Link
                        to="/production-orders/$id"
                        params={{ id: String(ncr.productionOrder.id) }}
                        className="fw-link"
                      >
                        {ncr.productionOrder.number}
                      </Link>
                    ),
                  },
                ]}
              />
            </Section>
            {ncr.description ? <Words title="What is wrong" text={ncr.description} /> : null}
            {ncr.dispositionNotes ? <Words title="What was decided" text={ncr.dispositionNotes} /> : null}
            <Attachments entity="nonConformance" id={id} />
          </>
        }
        side={
          <Section title="History">
            <Timeline entity="nonConformance" id={id} />
          </Section>
        }
      />
    </Page>
  )
}

const Words = ({ title, text }: { title: string; text: string }) => (
  <Section title={title}>
    <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
      {text}
    </Text>
  </Section>
)
