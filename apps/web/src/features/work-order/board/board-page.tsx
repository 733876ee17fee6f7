import { DndContext, DragOverlay } from '@dnd-kit/core'
import { type WorkOrderStatus, workOrderStatuses } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { useReducedMotion } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { useMay } from '~/lib/session.ts'
import { useWorkOrderFilters, useWorkOrderViews } from '../use-work-order-filters.ts'
import { ViewSwitch } from '../view-switch.tsx'
import type { WorkOrderSearch } from '../work-order-search.ts'
import classes from './board.module.css'
import { CarriedCard } from './board-card.tsx'
import { BoardColumn } from './board-column.tsx'
import { announcements, columnUnder, edges, instructions, useBoardSensors } from './board-drag.ts'
import { useBoardMoves } from './use-board-moves.ts'

/** The work orders as columns by state; dragging a card takes the step that leads there, or says why not. */
export function BoardPage({ search }: { search: WorkOrderSearch }) {
  const filters = useWorkOrderFilters(search, false)
  const views = useWorkOrderViews(false)
  const mayWrite = useMay('workOrder.write')
  const sensors = useBoardSensors()
  const move = useBoardMoves()
  const still = useReducedMotion()
  const [carried, setCarried] = useState<WorkOrder | null>(null)
  return (
    <ListPage>
      <PageHeader
        title="Board"
        badge={<ViewSwitch search={search} current="board" />}
        actions={mayWrite ? [{ label: 'New work order', icon: IconPlus, to: '/work-orders/new' }] : []}
      />
      <FilterBar
        id="work-order-board"
        search={search}
        filters={filters}
        views={views}
        placeholder="Number, description or frame"
      />
      <DndContext
        sensors={sensors}
        collisionDetection={columnUnder}
        autoScroll={edges}
        accessibility={{ announcements, screenReaderInstructions: instructions }}
        onDragStart={({ active }) => setCarried((active.data.current?.order as WorkOrder | undefined) ?? null)}
        onDragCancel={() => setCarried(null)}
        onDragEnd={({ over }) => {
          const order = carried
          setCarried(null)
          if (order && over) void move(order, over.id as WorkOrderStatus)
        }}
      >
        <div className={classes.board} data-carrying={carried ? true : undefined}>
          {workOrderStatuses.map((status) => (
            <BoardColumn key={status} status={status} search={search} carried={carried} />
          ))}
        </div>
        <DragOverlay {...(still ? { dropAnimation: null } : {})}>
          {carried ? <CarriedCard order={carried} /> : null}
        </DragOverlay>
      </DndContext>
    </ListPage>
  )
}
