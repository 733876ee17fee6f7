import { Button, Loader, Skeleton, Stack } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { IconArrowUp } from '@tabler/icons-react'
import { useEffect } from 'react'
import { EmptyState } from '~/components/empty-state.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { EventItems } from '~/components/timeline.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { usePersonFilter } from '~/features/task/planner/use-task-filters.tsx'
import { formatCount, sentenceCase } from '~/lib/format.ts'
import { eventNouns } from '~/state/event-sentences.ts'
import classes from './activity-page.module.css'
import { byDay, dayTitle } from './by-day.ts'
import { type ActivitySearch, useFeed } from './use-feed.ts'

const entityFilter: Filter = {
  kind: 'choice',
  key: 'entity',
  label: 'About',
  options: Object.entries(eventNouns).map(([value, noun]) => ({ value, label: sentenceCase(noun) })),
}

/** What happens in the shop, as sentences, newest first. */
export function ActivityPage({ search }: { search: ActivitySearch }) {
  const personFilter = usePersonFilter('actorId', 'Person')
  const { query, shown, fresh, showFresh } = useFeed(search)
  const { ref, entry } = useIntersection({ rootMargin: '600px' })
  const near = entry?.isIntersecting === true
  const { hasNextPage, isFetchingNextPage, error, fetchNextPage } = query
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage && !error) void fetchNextPage()
  }, [near, hasNextPage, isFetchingNextPage, error, fetchNextPage])
  const filtered = Object.keys(search).length > 0

  return (
    <Page narrow>
      <PageHeader title="Activity" />
      <div className={classes.bare}>
        <FilterBar id="activity" search={search} filters={[entityFilter, personFilter]} />
      </div>
      {fresh > 0 ? (
        <div className={classes.fresh} role="status">
          <Button size="compact-sm" radius="xl" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={showFresh}>
            {formatCount(fresh)} new
          </Button>
        </div>
      ) : null}
      {query.isPending ? <FeedSkeleton /> : null}
      {error ? <WidgetError error={error} retry={() => void query.refetch()} /> : null}
      {query.data && shown.length === 0 ? (
        <Section title="Nothing yet">
          <EmptyState
            title={filtered ? 'Nothing like this has happened' : 'Nothing has happened yet'}
            hint={
              filtered ? 'Take a filter away to see more.' : 'Whatever somebody does here is told here, as it happens.'
            }
          />
        </Section>
      ) : null}
      {byDay(shown).map(({ day, items }) => (
        <Section key={day} title={dayTitle(day)}>
          <EventItems events={items} linked />
        </Section>
      ))}
      <div ref={ref} className={classes.end}>
        {isFetchingNextPage ? <Loader size="sm" role="status" aria-label="Loading earlier" /> : null}
      </div>
    </Page>
  )
}

function FeedSkeleton() {
  return (
    <Stack gap="md" role="status" aria-label="Loading">
      {[80, 60, 70, 55, 75].map((width) => (
        <Skeleton key={width} height={16} width={`${width}%`} />
      ))}
    </Stack>
  )
}
