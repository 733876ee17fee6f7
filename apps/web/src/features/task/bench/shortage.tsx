import { isPositive } from '@framewright/contracts/core/decimal'
import type { ErrorDetails } from '@framewright/contracts/errors'
import { errorBody } from '~/lib/errors.ts'
import { formatQuantity, plural } from '~/lib/format.ts'
import notice from './notice.module.css'

type Short = ErrorDetails['INSUFFICIENT_STOCK']['items'][number]

interface Props {
  error: unknown
  /** Where it came up: finishing a task whose clock ran, or recording work after the fact. */
  when: 'finishing' | 'recording'
}

/** What is missing, item by item, in words: from an INSUFFICIENT_STOCK error. */
export function Shortage({ error, when }: Props) {
  const { details } = errorBody(error)
  const items = (Array.isArray(details.items) ? details.items : []) as Short[]
  return (
    <>
      <h3>
        Not {when === 'finishing' ? 'finished' : 'recorded'}:{' '}
        {items.length === 1 ? 'something is' : `${plural(items.length, 'thing')} are`} missing
      </h3>
      <p>
        The stock does not hold what this takes, so nothing was booked.
        {when === 'finishing' ? ' Your time is kept.' : ''}
      </p>
      <ul className={notice.short}>
        {items.map((item) => (
          <li key={item.itemId}>
            <strong>
              {item.name} <span style={{ fontWeight: 400 }}>({item.sku})</span>
            </strong>
            <span className="fw-number">
              {formatQuantity(item.requested)} needed, {there(item.available)}
            </span>
          </li>
        ))}
      </ul>
      <p>
        {when === 'finishing'
          ? 'Ask the store to book it in, then press Finish again; or pause and take another task.'
          : 'Check the number of pieces, or ask the store to book it in and record it then.'}
      </p>
    </>
  )
}

const there = (available: string) => (isPositive(available) ? `${formatQuantity(available)} there` : 'none there')
