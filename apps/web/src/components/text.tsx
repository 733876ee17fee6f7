import * as decimal from '@framewright/contracts/core/decimal'
import { useEffect, useState } from 'react'
import { currency } from '~/lib/currency.ts'
import { formatDay, formatInstant, formatMoney, formatQuantity, formatRelative } from '~/lib/format.ts'
import { useStore } from '~/lib/store.ts'

/** A quantity with tabular figures; with `unit` where the column does not name it. A shortage (below one) stands out. */
export function QuantityText({ value, unit, warnAtZero }: { value: string; unit?: string; warnAtZero?: boolean }) {
  const short = warnAtZero && !decimal.isPositive(value)
  return (
    <span className={short ? 'fw-number fw-short' : 'fw-number'}>
      {formatQuantity(value)}
      {unit && unit !== 'each' ? <span className="fw-unit"> {unit}</span> : null}
    </span>
  )
}

/** Money with tabular figures, in the shop's currency. */
export function MoneyText({ value }: { value: string }) {
  useStore(currency)
  return <span className="fw-number">{formatMoney(value)}</span>
}

/** A calendar day; `late` shows it as overdue. */
export function DayText({ value, late }: { value: string | null; late?: boolean }) {
  if (value === null) return <span className="fw-muted">–</span>
  return (
    <time dateTime={value} className={late ? 'fw-number fw-late' : 'fw-number'} title={late ? 'Late' : undefined}>
      {formatDay(value)}
    </time>
  )
}

/** An instant: relative under a day and kept up to date, absolute in the tip. */
export function RelativeTime({ value }: { value: string | null }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  if (value === null) return <span className="fw-muted">–</span>
  return (
    <time dateTime={value} className="fw-number" title={formatInstant(value)}>
      {formatRelative(value, now)}
    </time>
  )
}
