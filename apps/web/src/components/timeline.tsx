import type { EventEntity, LiveEvent } from '@framewright/contracts/event/event.schema'
import { Button, Skeleton, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { listOptions, rowsOf } from '~/lib/infinite.ts'
import { pageOf } from '~/lib/links.ts'
import { trpc } from '~/lib/trpc.ts'
import { eventSentence } from '~/state/event-sentences.ts'
import { PersonAvatar } from './person-avatar.tsx'
import { RelativeTime } from './text.tsx'
import classes from './timeline.module.css'
import { WidgetError } from './widget-error.tsx'

/** Everything that happened to a document, newest first, from the event log. */
export function Timeline({ entity, id }: { entity: EventEntity; id: number }) {
  const query = trpc.event.list.useInfiniteQuery({ entity, entityId: id, limit: 20 }, listOptions)
  const events = rowsOf<LiveEvent>(query.data)
  if (query.isPending) {
    return (
      <Stack gap="sm" role="status" aria-label="Loading">
        <Skeleton height={14} width="70%" />
        <Skeleton height={14} width="55%" />
      </Stack>
    )
  }
  if (query.error && events.length === 0) return <WidgetError error={query.error} retry={() => void query.refetch()} />
  if (events.length === 0) return <p className={classes.none}>Nothing has happened yet.</p>
  return (
    <>
      <EventItems events={events} />
      {query.hasNextPage ? (
        <Button
          size="xs"
          variant="subtle"
          mt="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show earlier
        </Button>
      ) : null}
    </>
  )
}

/** Events as sentences, each with who and when; `linked` names the document too, for feeds about many. */
export function EventItems({ events, linked = false }: { events: readonly LiveEvent[]; linked?: boolean }) {
  return (
    <ol className={classes.list}>
      {events.map((event) => {
        const { icon: Icon, who, sentence, detail, subject, here, after } = eventSentence(event)
        const page = linked ? pageOf(event.entity, event.entityId) : null
        return (
          <li key={event.id} className={classes.item}>
            {event.actor?.avatar ? (
              <PersonAvatar id={event.actor.id} name={event.actor.name} avatar={event.actor.avatar} size={23} />
            ) : (
              <span className={classes.icon}>
                <Icon size={14} aria-hidden />
              </span>
            )}
            <div>
              <strong>{event.actor?.name ?? who}</strong> {sentence}{' '}
              <Subject page={page}>{linked ? subject : here}</Subject>
              {after}
              {detail ? <div className={classes.detail}>{detail}</div> : null}
              <div className={classes.when}>
                <RelativeTime value={event.at} />
              </div>
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function Subject({ page, children }: { page: string | null; children: ReactNode }) {
  if (page === null) return children
  return (
    <Link to={page} className="fw-link">
      {children}
    </Link>
  )
}
