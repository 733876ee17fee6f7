import * as decimal from '@framewright/contracts/core/decimal'
import type { Task } from '@framewright/contracts/task/task.schema'
import { TextInput } from '@mantine/core'
import { formatQuantity } from '~/lib/format.ts'
import { PiecesStepper } from '../pieces-stepper.tsx'

/** What is typed of a task that is done in part, or not all of it well. */
export interface Part {
  good: string
  lost: string
  reason: string
}

const isQuantity = (value: string) => /^\d{1,12}(\.\d{1,6})?$/.test(value)

/** What to send of it; null while something is missing. */
export function partDone({ good, lost, reason }: Part): { quantity: string; scrap: string; reason: string } | null {
  if (!isQuantity(good) || !isQuantity(lost)) return null
  if (!decimal.isPositive(decimal.add(good, lost))) return null
  if (decimal.isPositive(lost) && reason.trim() === '') return null
  return { quantity: good, scrap: lost, reason: reason.trim() }
}

interface Props {
  task: Task
  part: Part
  onChange: (part: Part) => void
}

/** How many came out well, how many did not and why. What is neither stays as a task of its own. */
export function FinishPart({ task, part, onChange }: Props) {
  const counted = isQuantity(part.good) && isQuantity(part.lost)
  const rest = counted ? decimal.subtract(task.quantity, decimal.add(part.good, part.lost)) : '0'
  return (
    <>
      <PiecesStepper label="Good" least={0} value={part.good} onChange={(good) => onChange({ ...part, good })} />
      <PiecesStepper label="Lost" least={0} value={part.lost} onChange={(lost) => onChange({ ...part, lost })} />
      {counted && decimal.isPositive(part.lost) ? (
        <TextInput
          label="Why they were lost"
          placeholder="Cracked, mis-cut, wrong colour"
          size="xl"
          required
          maxLength={200}
          value={part.reason}
          onChange={(event) => onChange({ ...part, reason: event.currentTarget.value })}
        />
      ) : null}
      {decimal.isPositive(rest) ? (
        <p role="status">
          {rest === '1'
            ? '1 stays to be done, as a task of its own.'
            : `${formatQuantity(rest)} stay to be done, as a task of their own.`}
        </p>
      ) : null}
      {decimal.compare(rest, '0') < 0 ? (
        <p role="status" className="fw-late">
          The task is for {formatQuantity(task.quantity)}: that is {formatQuantity(decimal.subtract('0', rest))} more.
        </p>
      ) : null}
    </>
  )
}
