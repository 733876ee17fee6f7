import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'
import { Button, Progress } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '~/components/empty-state.tsx'
import { formatCount } from '~/lib/format.ts'
import classes from './count.module.css'
import { nextOpen, tally } from './count-tally.ts'
import { OneItem } from './one-item.tsx'
import type { CountEntry } from './use-count-entry.ts'

interface Props {
  count: StockCount
  enter: CountEntry
  onReview: () => void
}

/** At the shelf with a phone: one item on the screen, a large field, Enter goes on to the next. */
export function OneByOne({ count, enter, onReview }: Props) {
  const { lines } = count
  const [chosen, setIndex] = useState(() => nextOpen(lines, -1) ?? 0)
  const index = Math.min(chosen, lines.length - 1)
  const line = lines[index]
  const { counted, open } = tally(lines)
  if (!line) {
    return <EmptyState title="Nothing lies here" hint="The ledger knows of nothing at this place. Add what you find." />
  }
  const goOn = (written: string) => {
    if (written !== (line.counted ?? '') && !enter.save(line.itemId, written)) return
    // The line itself counts as done here, also while its answer is still on the way.
    const after = lines.map((one) => (one === line ? { ...one, counted: written === '' ? null : written } : one))
    const next = nextOpen(after, index)
    if (next === undefined) onReview()
    else setIndex(next === index ? (index + 1) % lines.length : next)
  }
  const step = (by: number) => setIndex((index + by + lines.length) % lines.length)
  return (
    <div className={classes.one}>
      <Progress value={(counted / lines.length) * 100} aria-label={`${counted} of ${lines.length} counted`} />
      <div className={classes.steps}>
        <Button variant="default" size="lg" aria-label="The item before" onClick={() => step(-1)}>
          <IconChevronLeft size={22} aria-hidden />
        </Button>
        <span aria-live="polite" className="fw-number">
          {formatCount(index + 1)} of {formatCount(lines.length)}
          {open > 0 ? `, ${formatCount(open)} to count` : ', all counted'}
        </span>
        <Button variant="default" size="lg" aria-label="The next item" onClick={() => step(1)}>
          <IconChevronRight size={22} aria-hidden />
        </Button>
      </div>
      <OneItem key={line.itemId} line={line} refused={enter.refused[line.itemId]} onEnter={goOn} />
      {open === 0 ? (
        <Button size="lg" variant="light" onClick={onReview}>
          Look at the differences
        </Button>
      ) : null}
      <Refusals count={count} enter={enter} here={line.itemId} onGo={setIndex} />
    </div>
  )
}

interface RefusalsProps {
  count: StockCount
  enter: CountEntry
  here: number
  onGo: (index: number) => void
}

/** Entries the server did not take, of items that are no longer on the screen. */
function Refusals({ count, enter, here, onGo }: RefusalsProps) {
  return count.lines.map((line, index) => {
    const refused = enter.refused[line.itemId]
    if (refused === undefined || line.itemId === here) return null
    return (
      <Button key={line.itemId} color="red" variant="light" h="auto" py={10} onClick={() => onGo(index)}>
        {line.name}: {refused}
      </Button>
    )
  })
}
