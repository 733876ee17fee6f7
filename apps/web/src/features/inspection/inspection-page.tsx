import type { Inspection } from '@framewright/contracts/inspection/inspection.schema'
import { Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBan, IconFileTypePdf, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText, RelativeTime } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { plural } from '~/lib/format.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { openFile } from '~/lib/open-file.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { useShare } from '~/lib/use-share.ts'
import { DocumentLink, DocumentLinks } from './document-link.tsx'
import { Findings } from './findings.tsx'
import { QualitySource } from './source-link.tsx'

const ReasonDialog = lazyDialog(() => import('~/components/reason-dialog.tsx').then((part) => part.ReasonDialog), {
  opened: false,
})

/** One inspection: what was looked at, and what was found. */
export function InspectionPage({ inspection }: { inspection: Inspection }) {
  const { id, number, item, allowedActions: may } = inspection
  const share = useShare()
  const [cancelling, dialog] = useDisclosure()
  const cancel = useDocumentAction(trpc.inspection.cancel, {
    entity: 'inspection',
    done: `${number} cancelled`,
    onDone: dialog.close,
  })
  const decided = inspection.status === 'PASSED' || inspection.status === 'FAILED'
  const certificate = `/api/qc/inspections/${id}/certificate` as const
  return (
    <Page>
      <PageHeader
        title={number}
        badge={<StateBadge group="inspection" state={inspection.status} />}
        subtitle={`${item.name} (${item.sku})`}
        actions={[
          ...(may.includes('pass') ? [{ label: 'Inspect', icon: IconSearch, to: `/inspect?id=${id}` }] : []),
          ...(decided
            ? [
                { label: 'Certificate', icon: IconFileTypePdf, quiet: true, run: () => void openFile(certificate) },
                ...share(certificate, `Certificate ${number}`),
              ]
            : []),
          ...(may.includes('cancel') ? [{ label: 'Cancel', icon: IconBan, danger: true, run: dialog.open }] : []),
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
                  { label: 'Sample', value: plural(inspection.sampleSize, 'piece') },
                  inspection.failedQuantity !== null && {
                    label: 'Did not pass',
                    value: <QuantityText value={inspection.failedQuantity} unit={item.unit} />,
                  },
                  inspection.source && { label: 'Of', value: <QualitySource source={inspection.source} /> },
                  inspection.plan && {
                    label: 'Plan',
                    value: (
                      <Link to="/quality/plans/$id" params={{ id: inspection.plan.id }} className="fw-link">
                        {inspection.plan.name}
                      </Link>
                    ),
                  },
                  inspection.repeats && {
                    label: 'Looks again at',
                    value: <DocumentLink entity="inspection" document={inspection.repeats} />,
                  },
                  inspection.repeatedBy.length > 0 && {
                    label: 'Looked at again',
                    value: <DocumentLinks entity="inspection" documents={inspection.repeatedBy} />,
                  },
                  inspection.location && { label: 'Waits at', value: inspection.location.name },
                  inspection.target && { label: 'Goes to', value: inspection.target.name },
                  inspection.inspector && { label: 'Inspector', value: inspection.inspector.name },
                  inspection.decidedAt !== null && {
                    label: 'Decided',
                    value: <RelativeTime value={inspection.decidedAt} />,
                  },
                  inspection.nonConformances.length > 0 && {
                    label: 'Non-conformance',
                    value: <DocumentLinks entity="nonConformance" documents={inspection.nonConformances} />,
                  },
                ]}
              />
            </Section>
            <Section title="Characteristics">
              {inspection.instructions ? (
                <Text size="sm" mb="md" style={{ whiteSpace: 'pre-wrap' }}>
                  {inspection.instructions}
                </Text>
              ) : null}
              <Findings inspection={inspection} />
            </Section>
            {inspection.notes ? (
              <Section title="Notes">
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                  {inspection.notes}
                </Text>
              </Section>
            ) : null}
            <Attachments entity="inspection" id={id} />
          </>
        }
        side={
          <Section title="History">
            <Timeline entity="inspection" id={id} />
          </Section>
        }
      />
      <ReasonDialog
        opened={cancelling}
        onClose={dialog.close}
        title={`Cancel ${number}?`}
        message="It is not inspected, and nobody is asked for it any more. A cancelled inspection cannot be opened again, but another can be requested."
        verb="Cancel the inspection"
        danger
        loading={cancel.isPending}
        onSubmit={(reason) => cancel.mutate({ id, reason })}
      />
    </Page>
  )
}
