import { formatQuantity } from '~/lib/format.ts'
import type { LineDraft } from './line-draft.ts'

/** Below the name: which item it is and what is there of it, or that it is free text. */
export function LineHint({ line }: { line: LineDraft }) {
  if (line.itemId === null) {
    return line.itemName.trim() === '' ? null : <span data-free>Free text, not in the catalogue</span>
  }
  const unit = line.unit === null || line.unit === 'each' ? '' : ` ${line.unit}`
  const there = line.available === null ? '' : ` · ${formatQuantity(line.available)}${unit} in stock`
  return `${line.sku}${there}`
}
