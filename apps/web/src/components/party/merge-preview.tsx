import { Text } from '@mantine/core'
import { plural } from '~/lib/format.ts'
import { type Details, type FieldPlan, mergePlan } from './merge-plan.ts'
import classes from './merge-preview.module.css'

interface Props {
  kept: Details
  duplicate: Details
  /** How many orders each has, as soon as it is known. */
  staying: number | undefined
  moving: number | undefined
  /** "sales order". */
  orderNoun: string
}

/** What becomes of both when they are merged: whose details stay, and where the orders go. */
export function MergePreview({ kept, duplicate, staying, moving, orderNoun }: Props) {
  const orders = (count: number | undefined) => (count === undefined ? '…' : plural(count, orderNoun))
  return (
    <section aria-label="What goes where">
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">Stays</th>
            <th scope="col">Goes</th>
          </tr>
        </thead>
        <tbody>
          {mergePlan(kept, duplicate).map((field) => (
            <tr key={field.key}>
              <th scope="row">{field.label}</th>
              <td>{field.fate === 'fills' ? <ins>{field.duplicate}</ins> : field.kept || '–'}</td>
              <td>
                <Leaving field={field} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">Orders</th>
            <td>
              {orders(staying)}
              {moving ? <ins> + {plural(moving, 'order')}</ins> : null}
            </td>
            <td>{moving === 0 ? 'None' : `${orders(moving)}, moved`}</td>
          </tr>
        </tbody>
      </table>
      <Text size="sm" mt="sm">
        {duplicate.name} is deleted. What is struck through is lost, what is marked is taken over. Whose an order is
        does not change. This cannot be undone.
      </Text>
    </section>
  )
}

function Leaving({ field }: { field: FieldPlan }) {
  if (field.duplicate === '') return '–'
  if (field.fate === 'fills') return <span className="fw-muted">taken over</span>
  if (field.fate === 'same') return <span className="fw-muted">the same</span>
  return <del>{field.duplicate}</del>
}
