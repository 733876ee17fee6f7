import type { BomExplosion, ExplodedItem } from '@framewright/contracts/bom/bom.explosion.schema'
import * as decimal from '@framewright/contracts/core/decimal'
import { Button, Group, Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { StateBadge } from '~/components/state-badge.tsx'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { plural } from '~/lib/format.ts'
import classes from './bom-tree.module.css'
import { moveOf, openFirst, type TreeLine, treeOf, visibleRows } from './tree-rows.ts'

/** Rows a screen is asked to hold at once. */
const mostOpen = 2_000

const isShort = ({ supply }: ExplodedItem) => supply !== undefined && decimal.isPositive(supply.short)

/** All an item is made of, as a tree one walks with the arrow keys; what is short is marked. */
export function BomTree({ explosion, label }: { explosion: BomExplosion; label: string }) {
  const { rows, tops } = useMemo(() => treeOf(explosion), [explosion])
  const [touched, setTouched] = useState<ReadonlySet<number>>()
  const open = touched ?? openFirst(rows)
  const visible = visibleRows(rows, open)
  const [focused, setFocused] = useState(0)
  const body = useRef<HTMLTableSectionElement>(null)
  const current = visible.some(({ at }) => at === focused) ? focused : (tops[0] ?? 0)
  const short = explosion.items.filter((item) => isShort(item))

  const toggle = (at: number) => {
    const next = new Set(open)
    if (!next.delete(at)) next.add(at)
    setTouched(next)
  }
  const onKey = (event: KeyboardEvent<HTMLTableRowElement>, at: number) => {
    if (event.target !== event.currentTarget) return
    const move = moveOf(event.key, at, visible, open)
    if (move === undefined) return
    event.preventDefault()
    if ('toggle' in move) return toggle(move.toggle)
    setFocused(move.go)
    body.current?.querySelector<HTMLElement>(`[data-at="${move.go}"]`)?.focus()
  }

  return (
    <div>
      <Group justify="space-between" mb="xs" gap="xs">
        <Text size="sm" className={short.length > 0 ? 'fw-short' : 'fw-muted'} aria-live="polite">
          {short.length === 0
            ? 'Everything for it is there or coming.'
            : `${plural(short.length, 'item')} short: ${short
                .slice(0, 3)
                .map((item) => item.name)
                .join(', ')}${short.length > 3 ? ' …' : ''}`}
        </Text>
        <Group gap={4} className="fw-no-print">
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={rows.length > mostOpen}
            onClick={() => setTouched(new Set(rows.filter((row) => row.parts.length > 0).map((row) => row.at)))}
          >
            Open all
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setTouched(new Set())}>
            Close all
          </Button>
        </Group>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a treegrid is a table one walks in, as ARIA has it */}
      <table role="treegrid" aria-label={label} className={classes.tree}>
        <thead>
          <tr>
            <th scope="col">Material</th>
            <th scope="col" data-align="right" data-wide="">
              For one
            </th>
            <th scope="col" data-align="right">
              Needed
            </th>
            <th scope="col" data-align="right" data-wide="">
              There, coming
            </th>
            <th scope="col" data-align="right" data-wide="">
              Cost
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {visible.map((row) => (
            <Row
              key={row.at}
              row={row}
              open={open.has(row.at)}
              focused={row.at === current}
              onToggle={() => toggle(row.at)}
              onKey={(event) => onKey(event, row.at)}
              onFocus={() => setFocused(row.at)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  row: TreeLine
  open: boolean
  focused: boolean
  onToggle: () => void
  onKey: (event: KeyboardEvent<HTMLTableRowElement>) => void
  onFocus: () => void
}

function Row({ row: { at, line, item, parts }, open, focused, onToggle, onKey, onFocus }: RowProps) {
  const incoming = item.supply?.incoming ?? '0'
  const scrap = decimal.isZero(line.scrapPercent) ? '' : ` + ${line.scrapPercent} %`
  return (
    <tr
      data-at={at}
      aria-level={line.level}
      {...(parts.length > 0 ? { 'aria-expanded': open } : {})}
      tabIndex={focused ? 0 : -1}
      onKeyDown={onKey}
      onFocus={onFocus}
    >
      <td>
        <div className={classes.item} style={{ ['--level' as string]: line.level }}>
          {parts.length > 0 ? (
            <button
              type="button"
              tabIndex={-1}
              className={classes.toggle}
              data-open={open || undefined}
              aria-label={`${open ? 'Close' : 'Open'} ${item.name}`}
              onClick={onToggle}
            >
              <IconChevronRight size={16} aria-hidden />
            </button>
          ) : (
            <span className={classes.toggle} aria-hidden />
          )}
          <div>
            <Link
              to={(item.made ? `/boms/${item.itemId}` : `/items/${item.itemId}`) as string}
              className="fw-link"
              tabIndex={focused ? 0 : -1}
            >
              {item.name}
            </Link>{' '}
            <span className={classes.sub}>{item.sku}</span>{' '}
            {isShort(item) ? (
              <span title={`${item.supply?.short} ${item.unit} short in all`}>
                <StateBadge group="flag" state="SHORT" size="sm" />
              </span>
            ) : null}
          </div>
        </div>
      </td>
      <td data-align="right" data-wide="">
        <QuantityText value={line.quantityPer} unit={line.unit} />
        {scrap ? <span className="fw-muted">{scrap}</span> : null}
      </td>
      <td data-align="right">
        <QuantityText value={line.quantity} unit={item.unit} />
      </td>
      <td data-align="right" data-wide="">
        <QuantityText value={item.supply?.available ?? '0'} unit={item.unit} />
        {decimal.isPositive(incoming) ? (
          <span className="fw-muted">
            {' + '}
            <QuantityText value={incoming} />
          </span>
        ) : null}
      </td>
      <td data-align="right" data-wide="">
        <MoneyText value={line.cost} />
      </td>
    </tr>
  )
}
