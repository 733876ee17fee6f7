import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'
import { SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { lifecycleActions, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { formatCount } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { AddCountedItem } from './add-counted-item.tsx'
import { tally } from './count-tally.ts'
import { Differences } from './differences.tsx'
import { EntryList } from './entry-list.tsx'
import { OneByOne } from './one-by-one.tsx'
import { useCountActions } from './use-count-actions.ts'
import { useCountEntry } from './use-count-entry.ts'

const ways = [
  { value: 'one', label: 'One by one' },
  { value: 'list', label: 'List' },
  { value: 'review', label: 'Differences' },
]

/** One count: entering what lies there, the review of what differs, and posting it. */
export function CountPage({ count }: { count: StockCount }) {
  const mayWrite = useMay('stock.write')
  const open = count.status === 'OPEN'
  const entering = open && mayWrite
  const [way, setWay] = useState(entering ? 'one' : 'review')
  const { run, running } = useCountActions(count)
  const enter = useCountEntry(count.id)
  const shown = entering ? way : 'review'
  const sum = tally(count.lines)
  return (
    <Page>
      <PageHeader
        title={count.number}
        badge={<StateBadge group="stockCount" state={count.status} />}
        subtitle={`${count.location.name} · ${formatCount(sum.counted)} of ${formatCount(count.lines.length)} counted`}
        actions={lifecycleActions('stockCount', count.allowedActions, run, running)}
      />
      <Columns
        main={
          <Section title={shown === 'review' ? 'What differs' : 'Counting'}>
            {entering ? (
              <SegmentedControl
                fullWidth
                mb="md"
                size="md"
                aria-label="Show"
                data={ways}
                value={way}
                onChange={setWay}
              />
            ) : null}
            {shown === 'one' ? <OneByOne count={count} enter={enter} onReview={() => setWay('review')} /> : null}
            {shown === 'list' ? <EntryList count={count} enter={enter} /> : null}
            {shown === 'review' ? <Differences count={count} /> : null}
            {entering && shown !== 'review' ? <AddCountedItem count={count} enter={enter} /> : null}
          </Section>
        }
        side={
          <>
            <Section title="Facts">
              <FactGrid
                facts={[
                  { label: 'Location', value: count.location.name },
                  { label: 'Begun', value: <RelativeTime value={count.snapshotAt} /> },
                  { label: 'By', value: count.createdBy?.name ?? '–' },
                  { label: 'Counted', value: `${formatCount(sum.counted)} of ${formatCount(count.lines.length)}` },
                  { label: 'Differing', value: formatCount(sum.differing.length) },
                  count.postedAt && { label: 'Posted', value: <RelativeTime value={count.postedAt} /> },
                ].map((fact) => fact || null)}
              />
              {count.notes ? (
                <Text size="sm" mt="md" style={{ whiteSpace: 'pre-line' }}>
                  {count.notes}
                </Text>
              ) : null}
            </Section>
            <Section title="History">
              <Timeline entity="stockCount" id={count.id} />
            </Section>
          </>
        }
      />
    </Page>
  )
}
