import { IconHourglassHigh } from '@tabler/icons-react'
import { createContext, useContext } from 'react'
import { formatQuantity } from '~/lib/format.ts'
import type { Shortage } from './availability.ts'
import classes from './line-hint.module.css'
import type { LineDraft } from './sales-line.ts'

/** What is there for the lines of the order that is being typed; apart from the lines, so that only their hints follow. */
export interface OrderStock {
  /** Null where nothing is needed or known. */
  availableOf: (line: LineDraft) => string | null
  /** By line. */
  short: ReadonlyMap<string, Shortage>
}
export const OrderStockContext = createContext<OrderStock>({ availableOf: () => null, short: new Map() })

/** Below the item: which one it is, what is there of it, and how much is missing. */
export function LineHint({ line }: { line: LineDraft }) {
  const { availableOf, short } = useContext(OrderStockContext)
  if (line.itemId === null) return null
  const unit = line.unit === null || line.unit === 'each' ? '' : ` ${line.unit}`
  const shortage = short.get(line.key)
  if (shortage) {
    const { available, lines, missing, wanted } = shortage
    const over = lines > 1 ? ` of ${formatQuantity(wanted)}${unit} on ${lines} lines` : ''
    return (
      <span className={classes.short}>
        <IconHourglassHigh size={13} aria-hidden />
        {line.sku} · {formatQuantity(available)}
        {unit} available{over}, {formatQuantity(missing)}
        {unit} short
      </span>
    )
  }
  const available = availableOf(line)
  return available === null ? line.sku : `${line.sku} · ${formatQuantity(available)}${unit} available`
}
