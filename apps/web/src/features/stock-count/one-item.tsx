import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { formatQuantity } from '~/lib/format.ts'
import classes from './count.module.css'
import type { CountLine } from './count-tally.ts'

interface Props {
  line: CountLine
  refused: string | undefined
  onEnter: (written: string) => void
}

/** One item to count. What the ledger says is not shown: who knows it counts it. */
export function OneItem({ line, refused, onEnter }: Props) {
  const [written, setWritten] = useState(line.counted ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onEnter(written)
  }
  return (
    <form onSubmit={submit} className={classes.item} noValidate>
      <div className={classes.name}>{line.name}</div>
      <div className="fw-muted fw-number">{line.sku}</div>
      <DecimalInput
        label={line.unit === 'each' ? 'Pieces found' : `Found (${line.unit})`}
        classNames={{ input: classes.field }}
        styles={{}}
        autoFocus
        enterKeyHint="next"
        value={written}
        error={refused}
        onChange={setWritten}
      />
      <Button type="submit" size="xl">
        {written === '' ? 'Skip' : written === line.counted ? 'Next' : `Enter ${spoken(written)}`}
      </Button>
      {written === '' ? (
        <Button variant="subtle" size="lg" onClick={() => onEnter('0')}>
          There is none
        </Button>
      ) : null}
    </form>
  )
}

const spoken = (written: string) => (/^\d{1,12}(\.\d{1,6})?$/.test(written) ? formatQuantity(written) : written)
