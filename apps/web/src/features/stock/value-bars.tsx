import { BarList } from '~/components/plots/bar-list.tsx'
import { formatMoney } from '~/lib/format.ts'

export interface ValueBar {
  key: string | number
  label: string
  /** Money, as a decimal string. */
  value: string
  /** Beside the label, quiet: how many, for how long. */
  note?: string | undefined
  path: string
  search?: Record<string, unknown>
}

/** Amounts as bars, the largest full; each is the link to what stands behind it. */
export function ValueBars({ bars, none }: { bars: readonly ValueBar[]; none: string }) {
  return (
    <BarList
      stacked
      {...(bars.length === 0 ? { none } : {})}
      // Only how long a bar is drawn; the amounts themselves stay decimal strings.
      bars={bars.map((bar) => ({ ...bar, value: Math.max(Number(bar.value), 0), shown: formatMoney(bar.value) }))}
    />
  )
}
