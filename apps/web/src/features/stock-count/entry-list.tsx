import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'
import { type KeyboardEvent, useRef, useState } from 'react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { EmptyState } from '~/components/empty-state.tsx'
import classes from './count.module.css'
import type { CountLine } from './count-tally.ts'
import type { CountEntry } from './use-count-entry.ts'

/** All items below one another; Enter and the arrows go from field to field, and each is saved as one leaves it. */
export function EntryList({ count, enter }: { count: StockCount; enter: CountEntry }) {
  const list = useRef<HTMLUListElement>(null)
  const move = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : 0
    if (by === 0) return
    event.preventDefault()
    const fields = [...(list.current?.querySelectorAll('input') ?? [])]
    const next = fields[fields.indexOf(event.currentTarget) + by]
    if (next) next.focus()
    else event.currentTarget.blur()
  }
  if (count.lines.length === 0) {
    return <EmptyState title="Nothing lies here" hint="The ledger knows of nothing at this place. Add what you find." />
  }
  return (
    <ul ref={list} className={classes.list}>
      {count.lines.map((line) => (
        <Line key={line.itemId} line={line} enter={enter} onKeyDown={move} />
      ))}
    </ul>
  )
}

interface LineProps {
  line: CountLine
  enter: CountEntry
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
}

function Line({ line, enter, onKeyDown }: LineProps) {
  // Null while nobody types here: the field then follows what others enter.
  const [typed, setTyped] = useState<string | null>(null)
  const written = typed ?? line.counted ?? ''
  const leave = () => {
    if (typed === null) return
    if (typed === (line.counted ?? '') || enter.save(line.itemId, typed)) setTyped(null)
  }
  return (
    <li className={classes.line}>
      <span>
        {line.name}
        <div className={classes.sub}>
          {line.sku}
          {line.unit === 'each' ? '' : ` · ${line.unit}`}
        </div>
      </span>
      <DecimalInput
        aria-label={`Found of ${line.name}`}
        classNames={{ input: classes.short }}
        styles={{}}
        enterKeyHint="next"
        value={written}
        error={enter.refused[line.itemId]}
        onChange={setTyped}
        onBlur={leave}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={onKeyDown}
      />
    </li>
  )
}
