import type { BoardOrder } from '@framewright/contracts/machine/board.schema'
import { dayAfter, zonedDay } from '@framewright/contracts/machine/zone'
import { ActionIcon, Button, Group, SegmentedControl, Text, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowBackUp, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { EmptyState } from '~/components/empty-state.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { PagePending } from '~/components/page-pending.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { phone } from '~/lib/breakpoints.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { serverNow } from '~/lib/server-clock.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { spanOf, wordsIn, type Zoom, zooms } from './board.ts'
import { BoardGrid } from './board-grid.tsx'
import { MachineLists } from './machine-lists.tsx'
import { OrderTray } from './order-tray.tsx'
import classes from './schedule.module.css'
import { useDrag } from './use-drag.ts'
import { useMoves } from './use-moves.ts'

const OrderDialog = lazyPart(() => import('./order-dialog.tsx').then((part) => part.OrderDialog))

export interface ScheduleSearch {
  day?: string | undefined
  zoom?: Zoom | undefined
}

/** Machines down, time across: what is made where and when. */
export function SchedulePage({ search }: { search: ScheduleSearch }) {
  const shop = trpc.shop.get.useQuery()
  if (shop.data === undefined) return <PagePending />
  return <Schedule search={search} timeZone={shop.data.timeZone} />
}

function Schedule({ search, timeZone }: { search: ScheduleSearch; timeZone: string }) {
  const patch = useSearchPatch<ScheduleSearch>()
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  const mayPlan = useMay('productionOrder.write')
  const mayWrite = useMay('machine.write')
  const zoom = search.zoom ?? 'week'
  const today = zonedDay(serverNow(), timeZone)
  const day = search.day ?? today
  const words = useMemo(() => wordsIn(timeZone), [timeZone])
  const span = useMemo(() => spanOf(day, zoom, timeZone), [day, zoom, timeZone])
  const input = { from: new Date(span.start).toISOString(), to: new Date(span.end).toISOString() }
  const query = trpc.machine.board.useQuery(input, { placeholderData: keepPreviousData })
  const moves = useMoves(query.data, input, words)
  const drag = useDrag({ board: query.data, span, onDrop: (order, target) => void moves.move(order, target) })
  const [opened, open] = useState<BoardOrder | null>(null)
  const { undo, undoable } = moves

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement | null)?.closest?.('input,textarea,select')
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || typing) return
      event.preventDefault()
      void undo()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })

  const go = (days: number) => patch({ day: dayAfter(day, days) })
  const { moving } = drag
  return (
    <div className={classes.page}>
      <PageHeader title="Schedule" subtitle={`Times in ${timeZone.replace('_', ' ')}`} />
      <Group gap="xs" className="fw-no-print">
        <ActionIcon variant="default" size="lg" aria-label="Earlier" onClick={() => go(-zooms[zoom].days)}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <Button variant="default" onClick={() => patch({ day: undefined })}>
          Today
        </Button>
        <ActionIcon variant="default" size="lg" aria-label="Later" onClick={() => go(zooms[zoom].days)}>
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <Text fw={600} size="sm" aria-live="polite">
          {span.days.length === 1 ? words.day(day) : `${words.day(day)} – ${words.day(span.days.at(-1) ?? day)}`}
        </Text>
        <span className={classes.spring} />
        {undoable === undefined ? null : (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => void undo()}
            aria-keyshortcuts="Control+Z"
          >
            Undo {undoable}
          </Button>
        )}
        <SegmentedControl
          aria-label="Time shown"
          value={zoom}
          onChange={(value) => patch({ zoom: value as Zoom })}
          data={Object.entries(zooms).map(([value, { label }]) => ({ value, label }))}
        />
      </Group>
      <VisuallyHidden id="schedule-keys">
        Arrow keys move an order, with Shift further; Enter puts it there, Escape gives up. Enter without a move opens
        it.
      </VisuallyHidden>
      <VisuallyHidden role="status">
        {moving
          ? said(moving, query.data?.machines.find(({ id }) => id === moving.target?.machineId)?.name, words)
          : ''}
      </VisuallyHidden>
      <QueryBlock query={query}>
        {(board) =>
          board.machines.length === 0 ? (
            <EmptyState
              title="No machines yet"
              hint="Production orders are planned on machines and work centres. Make the first one, and give it a calendar."
              {...(mayWrite
                ? {
                    action: (
                      <Button component={Link} to="/machines">
                        Machines
                      </Button>
                    ),
                  }
                : {})}
            />
          ) : (
            <div className={classes.layout}>
              {narrow ? (
                <MachineLists board={board} span={span} words={words} onOpen={open} />
              ) : (
                <BoardGrid board={board} span={span} words={words} drag={drag} moves={moves} onOpen={open} />
              )}
              <OrderTray drag={drag} narrow={narrow ?? false} mayPlan={mayPlan} onOpen={open} />
            </div>
          )
        }
      </QueryBlock>
      {opened && query.data ? (
        <OrderDialog order={opened} board={query.data} words={words} moves={moves} onClose={() => open(null)} />
      ) : null}
    </div>
  )
}

/** What a screen reader hears of a move under way. */
function said(
  { order, target, place, taken }: NonNullable<ReturnType<typeof useDrag>['moving']>,
  machine: string | undefined,
  words: ReturnType<typeof wordsIn>,
): string {
  if (target === null) return `${order.number}: off the schedule`
  if (place === null) return `${order.number} on ${machine}: how long it takes there is not known`
  const over = taken.length === 0 ? '' : `, taken by ${taken.join(', ')}`
  return `${order.number} on ${machine}, ${words.stretch(place)}${over}`
}
