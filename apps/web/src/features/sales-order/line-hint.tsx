import { IconHourglassHigh } from '@tabler/icons-react'
import { formatQuantity } from '~/lib/format.ts'
import type { Shortage } from './availability.ts'
import classes from './line-hint.module.css'
import type { LineDraft } from './sales-line.ts'

interface Props {
  line: LineDraft
  available: string | null
  shortage: Shortage | undefined
}

/** Below the item: which one it is, what is there of it, and how much is missing. */
export function LineHint({ line, available, shortage }: Props) {
  if (line.itemId === null) return null
  const unit = line.unit === null || line.unit === 'each' ? '' : ` ${line.unit}`
  if (shortage) {
    const { lines, missing, wanted } = shortage
    const over = lines > 1 ? ` of ${formatQuantity(wanted)}${unit} on ${lines} lines` : ''
    return (
      <span className={classes.short}>
        <IconHourglassHigh size={13} aria-hidden />
        {line.sku} · {formatQuantity(shortage.available)}
        {unit} available{over}, {formatQuantity(missing)}
        {unit} short
      </span>
    )
  }
  if (available === null) return line.sku
  return `${line.sku} · ${formatQuantity(available)}${unit} available`
}
