import { dayAfter, zonedDay, zonedInstant } from '@framewright/contracts/machine/zone'
import { ActionIcon, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { QueryBlock } from '~/components/query-block.tsx'
import { formatDuration } from '~/lib/format.ts'
import { serverNow } from '~/lib/server-clock.ts'
import { trpc } from '~/lib/trpc.ts'
import { states } from '~/state/state-table.ts'
import { wordsIn } from './board/board.ts'
import classes from './machine.module.css'

/** What a machine did in a day, as a strip and as a list. */
export function StateStrip({ id, timeZone }: { id: number; timeZone: string }) {
  const today = zonedDay(serverNow(), timeZone)
  const [day, setDay] = useState(today)
  const start = zonedInstant(day, 0, timeZone)
  const end = zonedInstant(day, 1440, timeZone)
  const query = trpc.machine.states.useQuery(
    { id, from: new Date(start).toISOString(), to: new Date(end).toISOString() },
    { placeholderData: keepPreviousData },
  )
  const words = wordsIn(timeZone)
  const until = Math.min(end, Math.max(start, serverNow()))
  return (
    <div className={classes.states}>
      <Group gap="xs">
        <ActionIcon variant="default" aria-label="The day before" onClick={() => setDay(dayAfter(day, -1))}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <Text size="sm" fw={600}>
          {words.day(day)}
        </Text>
        <ActionIcon
          variant="default"
          aria-label="The day after"
          disabled={day >= today}
          onClick={() => setDay(dayAfter(day, 1))}
        >
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <QueryBlock query={query}>
        {({ items }) => {
          const stretches = items.map((one) => ({
            ...one,
            start: Math.max(start, Date.parse(one.from)),
            end: Math.min(until, one.to === null ? until : Date.parse(one.to)),
          }))
          return (
            <>
              <div className={classes.strip} aria-hidden>
                {stretches.map((one) => (
                  <span
                    key={one.id}
                    data-state={one.state}
                    title={`${states.machine[one.state].word} ${words.time(one.start)} – ${words.time(one.end)}`}
                    style={{
                      left: `${((one.start - start) / (end - start)) * 100}%`,
                      width: `${(Math.max(0, one.end - one.start) / (end - start)) * 100}%`,
                    }}
                  />
                ))}
              </div>
              <ul className={classes.stretches}>
                {stretches.toReversed().map((one) => (
                  <li key={one.id}>
                    <i className={classes.dot} data-state={one.state} aria-hidden />
                    <span className="fw-number">
                      {words.time(one.start)} – {one.to === null && one.end === until ? 'now' : words.time(one.end)}
                    </span>
                    <span>
                      {states.machine[one.state].word}
                      {one.reason ? `: ${one.reason}` : ''}
                    </span>
                    <span className="fw-muted">
                      {formatDuration(Math.round(Math.max(0, one.end - one.start) / 1000))}
                      {one.by ? ` · ${one.by.name}` : ''}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </QueryBlock>
    </div>
  )
}
