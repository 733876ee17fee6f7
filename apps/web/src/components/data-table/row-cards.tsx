import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import type { Column } from './column.ts'
import classes from './data-table.module.css'
import type { RowsProps } from './table-grid.tsx'
import { useLoadMore } from './use-load-more.ts'

/** The rows as cards, for a phone: the picture, the title, badges, and the other columns as labelled facts. */
export function RowCards<T extends { id: number }>(props: RowsProps<T>) {
  const { table, query, columns, selectable } = props
  const scroll = useRef<HTMLDivElement>(null)
  const rows = table.getRowModel().rows
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 104,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  useLoadMore(query, items.at(-1)?.index ?? 0, rows.length)
  const as = (kind: Column<T>['card']) => columns.filter((column) => (column.card ?? 'fact') === kind)
  const [media, titles, badges, facts] = [as('media'), as('title'), as('badge'), as('fact')]

  return (
    <div ref={scroll} className={classes.scroll} data-stale={query.isPlaceholderData || undefined}>
      <ul aria-label={props.label} className={classes.cards} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          if (!row) return null
          const document = row.original
          return (
            <li
              key={row.id}
              data-index={item.index}
              ref={virtual.measureElement}
              className={classes.cardItem}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <article className={classes.card}>
                {selectable ? (
                  <Checkbox
                    aria-label="Select"
                    checked={row.getIsSelected()}
                    onChange={(event) => row.toggleSelected(event.currentTarget.checked)}
                  />
                ) : null}
                {media.map((column) => (
                  <div key={column.id}>{column.cell(document)}</div>
                ))}
                <div className={classes.cardBody}>
                  <div className={classes.cardHead}>
                    <CardTitle document={document} href={props.href} open={props.open}>
                      {titles.map((column) => (
                        <span key={column.id}>{column.cell(document)}</span>
                      ))}
                    </CardTitle>
                    {badges.map((column) => (
                      <span key={column.id}>{column.cell(document)}</span>
                    ))}
                  </div>
                  <dl className={classes.cardFacts}>
                    {facts.map((column) => (
                      <div key={column.id}>
                        <dt>{column.header}</dt>
                        <dd>{column.cell(document)}</dd>
                      </div>
                    ))}
                  </dl>
                </div>
              </article>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

interface TitleProps<T> {
  document: T
  href: ((row: T) => string) | undefined
  open: (row: T) => void
  children: ReactNode
}

/** The title opens the document, and its hit area is the whole card. */
function CardTitle<T>({ document, href, open, children }: TitleProps<T>) {
  if (href) {
    return (
      <Link to={href(document)} className={classes.cardLink}>
        {children}
      </Link>
    )
  }
  return (
    <button type="button" className={classes.cardLink} onClick={() => open(document)}>
      {children}
    </button>
  )
}
