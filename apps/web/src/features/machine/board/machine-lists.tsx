import type { Board, BoardOrder } from '@framewright/contracts/machine/board.schema'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { StateBadge } from '~/components/state-badge.tsx'
import { formatQuantity } from '~/lib/format.ts'
import { type BoardSpan, stretchOf, type Words } from './board.ts'
import { troubles } from './order-bar.tsx'
import classes from './schedule.module.css'

interface Props {
  board: Board
  span: BoardSpan
  words: Words
  onOpen: (order: BoardOrder) => void
}

/** The board on a phone: what comes on each machine, one after the other. */
export function MachineLists({ board, words, onOpen }: Props) {
  return (
    <div className={classes.lists}>
      {board.machines.map((machine) => (
        <section key={machine.id} className={classes.list} aria-label={machine.name}>
          <div className={classes.cardHead}>
            <h2 className={classes.listTitle}>
              <Link to="/machines/$id" params={{ id: String(machine.id) }} className="fw-link">
                {machine.name}
              </Link>
            </h2>
            <StateBadge group="machine" state={machine.state} size="sm" />
          </div>
          {machine.orders.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing is planned here in this time.
            </Text>
          ) : (
            <ul className={classes.cards}>
              {machine.orders.map((order) => {
                const stretch = stretchOf(order)
                const wrong = troubles(order)
                return (
                  <li key={order.id}>
                    <button type="button" className={classes.card} onClick={() => onOpen(order)}>
                      <span className={classes.cardText}>
                        <span className={classes.cardHead}>
                          <strong>{order.number}</strong>
                          <StateBadge group="productionOrder" state={order.status} size="sm" />
                        </span>
                        <span>{stretch ? words.stretch(stretch) : ''}</span>
                        <span className="fw-truncate fw-muted">
                          {formatQuantity(order.left)} × {order.item.name}
                        </span>
                        {wrong.length > 0 ? <span className="fw-late">{wrong.join(', ')}</span> : null}
                      </span>
                    </button>
                  </li>
                )
              })}
            </ul>
          )}
        </section>
      ))}
    </div>
  )
}
