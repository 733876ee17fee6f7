import * as decimal from '@framewright/contracts/core/decimal'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import type { Count } from './counting.ts'
import classes from './scan.module.css'

const reasons = ['Not there', 'Damaged', 'Wrong item in the place'] as const

interface Props {
  count: Count
  onSet: (counted: string, reason: string) => void
  onCancel: () => void
}

/** A quantity by hand. Less than asked for needs a reason; more is not taken. */
export function QuantityPanel({ count, onSet, onCancel }: Props) {
  const [counted, setCounted] = useState(count.needed)
  const [reason, setReason] = useState('')
  const valid = /^\d+(\.\d{1,6})?$/.test(counted)
  const tooMuch = valid && decimal.compare(counted, count.needed) > 0
  const short = valid && decimal.compare(counted, count.needed) < 0
  const error = tooMuch ? `At most ${count.needed}` : counted !== '' && !valid ? 'A number, please' : undefined
  return (
    <form
      className={classes.expected}
      onSubmit={(event) => {
        event.preventDefault()
        if (valid && !tooMuch && (!short || reason.trim() !== '')) onSet(counted, reason.trim())
      }}
    >
      <DecimalInput
        label={`How many of ${count.itemName}${count.unit === 'each' ? '' : ` (${count.unit})`}?`}
        size="xl"
        data-autofocus
        autoFocus
        value={counted}
        error={error}
        onChange={setCounted}
        onFocus={(event) => event.currentTarget.select()}
      />
      {short ? (
        <>
          <fieldset className={classes.reasons} aria-label="Why is it less?">
            {reasons.map((one) => (
              <Button
                key={one}
                className={classes.big}
                variant={reason === one ? 'filled' : 'default'}
                aria-pressed={reason === one}
                onClick={() => setReason(one)}
              >
                {one}
              </Button>
            ))}
          </fieldset>
          <TextInput
            label="Why is it less?"
            size="lg"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      ) : null}
      <div className={classes.reasons}>
        <Button type="submit" className={classes.huge} disabled={!valid || tooMuch || (short && reason.trim() === '')}>
          {short ? `Take ${counted}, ${decimal.subtract(count.needed, counted)} missing` : `Take ${counted || '…'}`}
        </Button>
        <Button className={classes.big} variant="subtle" color="dark" onClick={onCancel}>
          Back to scanning
        </Button>
      </div>
    </form>
  )
}
