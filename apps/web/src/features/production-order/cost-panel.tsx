import * as decimal from '@framewright/contracts/core/decimal'
import type { ProductionCost } from '@framewright/contracts/production-order/production-order.schema'
import { Text } from '@mantine/core'
import { MoneyText } from '~/components/text.tsx'
import classes from './stages.module.css'

const words: Record<ProductionCost['parts'][number]['part'], string> = {
  MATERIAL: 'Materials',
  LABOUR: 'Work',
  MACHINE: 'Machines',
}

/** What an order costs against its plan. What no rate is known for is left out. */
export function CostPanel({ cost }: { cost: ProductionCost }) {
  const parts = cost.parts.filter((part) => part.planned !== null || part.actual !== null)
  const over = decimal.isPositive(cost.variance)
  return (
    <>
      <table className={classes.costs}>
        <thead>
          <tr>
            <th scope="col">
              <span className="fw-muted">Cost</span>
            </th>
            <th scope="col">Planned</th>
            <th scope="col">Actual</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <Row key={part.part} label={words[part.part]} planned={part.planned} actual={part.actual} />
          ))}
          <Row label="Together" planned={cost.planned} actual={cost.actual} total />
          <Row label="Each" planned={cost.plannedUnit} actual={cost.actualUnit} />
        </tbody>
      </table>
      {decimal.isZero(cost.lost) ? null : (
        <Text size="sm" mt="sm">
          Of the materials, <MoneyText value={cost.lost} /> went into what was lost.
        </Text>
      )}
      {decimal.isZero(cost.plannedSoFar) ? null : (
        <Text size="sm" mt="sm">
          For what is done so far <MoneyText value={cost.plannedSoFar} /> were planned:{' '}
          <span className={over ? 'fw-late' : undefined}>
            {decimal.isZero(cost.variance) ? (
              'as planned'
            ) : (
              <>
                <MoneyText value={over ? cost.variance : decimal.subtract('0', cost.variance)} />{' '}
                {over ? 'more' : 'less'}
              </>
            )}
          </span>
        </Text>
      )}
    </>
  )
}

interface RowProps {
  label: string
  planned: string | null
  actual: string | null
  total?: boolean
}

function Row({ label, planned, actual, total = false }: RowProps) {
  return (
    <tr data-total={total || undefined}>
      <th scope="row">{label}</th>
      <td>{planned === null ? '–' : <MoneyText value={planned} />}</td>
      <td>{actual === null ? '–' : <MoneyText value={actual} />}</td>
    </tr>
  )
}
