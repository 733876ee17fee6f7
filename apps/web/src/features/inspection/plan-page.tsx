import type { Characteristic, InspectionPlan } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import type { Column } from '~/components/data-table/column.ts'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { formatPieces } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { ControlChartSection } from './control-chart-section.tsx'
import { soundWords } from './sound.ts'

/** One plan: what is looked at, on what, and when. */
export function PlanPage({ plan }: { plan: InspectionPlan }) {
  const { id, active } = plan
  const may = useMay('inspection.plan')
  const set = useDocumentAction(trpc.inspectionPlan.setActive, { entity: 'inspectionPlan' })
  const measured = plan.characteristics.filter((one) => one.kind === 'NUMERIC').map((one) => one.name)
  const label = active ? 'Put out of use' : 'Put into use'
  return (
    <Page>
      <PageHeader
        title={plan.name}
        badge={<StateBadge group="flag" state={active ? 'ACTIVE' : 'INACTIVE'} />}
        actions={
          may
            ? [
                { label: 'Edit', icon: IconPencil, to: `/quality/plans/${id}/edit` },
                { label, loading: set.isPending, run: () => set.mutate({ id, active: !active }) },
              ]
            : []
        }
      />
      <Columns
        main={
          <>
            <Section title="What is looked at">
              <FactGrid
                facts={[
                  { label: 'Kind', value: <StateBadge group="inspectionType" state={plan.type} size="sm" /> },
                  { label: 'For', value: plan.item?.name ?? plan.category?.name ?? '' },
                  plan.stage && { label: 'After', value: <StateBadge group="taskKind" state={plan.stage} size="sm" /> },
                  {
                    label: 'Sample',
                    value:
                      plan.sampling === 'ALL'
                        ? 'Every piece'
                        : plan.sampling === 'FIXED'
                          ? formatPieces(plan.sampleValue ?? '0')
                          : `${plan.sampleValue} %`,
                  },
                ]}
              />
              {plan.instructions ? (
                <Text size="sm" my="md" style={{ whiteSpace: 'pre-wrap' }}>
                  {plan.instructions}
                </Text>
              ) : null}
              <SmallTable
                label="What is looked at"
                columns={characteristicColumns}
                rows={plan.characteristics.map((one) => ({ ...one, id: one.lineNo }))}
              />
            </Section>
            <ControlChartSection planId={id} measured={measured} key={measured.join()} />
          </>
        }
        side={
          <Section title="History">
            <Timeline entity="inspectionPlan" id={id} />
          </Section>
        }
      />
    </Page>
  )
}

type Row = Characteristic & { id: number }
const characteristicColumns: readonly Column<Row>[] = [
  { id: 'name', header: 'Characteristic', card: 'title', cell: (row) => row.name },
  { id: 'limits', header: 'Sound', cell: (row) => <span className="fw-number">{soundWords(row)}</span> },
  {
    id: 'nominal',
    header: 'Nominal',
    align: 'right',
    cell: (row) => (row.nominal === null ? '' : <QuantityText value={row.nominal} unit={row.unit} />),
  },
  { id: 'how', header: 'How it is done', cell: (row) => row.instructions },
]
