import type { InspectionPlan } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { Text } from '@mantine/core'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** One plan: what is looked at, on what, and when. */
export function PlanPage({ plan }: { plan: InspectionPlan }) {
  const { id, active } = plan
  const may = useMay('inspection.plan')
  const set = useDocumentAction(trpc.inspectionPlan.setActive, { entity: 'inspectionPlan' })
  const label = active ? 'Put out of use' : 'Put into use'
  return (
    <Page>
      <PageHeader
        title={plan.name}
        badge={<StateBadge group="flag" state={active ? 'ACTIVE' : 'INACTIVE'} />}
        actions={may ? [{ label, loading: set.isPending, run: () => set.mutate({ id, active: !active }) }] : []}
      />
      <Columns
        main={
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
                        ? `${plan.sampleValue} pieces`
                        : `${plan.sampleValue} %`,
                },
              ]}
            />
            {plan.characteristics.map((one) => (
              <Text key={one.lineNo} size="sm">
                {one.lineNo}. {one.name}
                {one.kind === 'NUMERIC'
                  ? `: ${one.nominal ?? ''} ${one.unit} (${one.lower ?? '…'} to ${one.upper ?? '…'})`
                  : ': good or not'}
              </Text>
            ))}
          </Section>
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
