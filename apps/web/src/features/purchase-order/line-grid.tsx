import { Button, Kbd } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { MoneyText } from '~/components/text.tsx'
import { type CellErrors, cellKey, type LineDraft, orderTotal } from './line-draft.ts'
import classes from './line-grid.module.css'
import { LineRow } from './line-row.tsx'
import { type SetLines, useLineGrid } from './use-line-grid.ts'

interface Props {
  lines: readonly LineDraft[]
  setLines: SetLines
  errors: CellErrors
  disabled?: boolean
}

/** The lines of an order as a spreadsheet: type, Enter to move on, paste rows, and see the total as it grows. */
export function LineGrid({ lines, setLines, errors, disabled = false }: Props) {
  const grid = useLineGrid(lines, setLines)
  return (
    <div className={classes.grid}>
      <table className={classes.table} aria-label="Lines">
        <thead>
          <tr>
            <th scope="col" className={classes.no}>
              #
            </th>
            <th scope="col">Item</th>
            <th scope="col" className={classes.right} style={{ width: 150 }}>
              Quantity
            </th>
            <th scope="col" className={classes.right} style={{ width: 150 }}>
              Unit price
            </th>
            <th scope="col" className={classes.right} style={{ width: 140 }}>
              Total
            </th>
            <th scope="col" style={{ width: 76 }}>
              <span className={classes.hidden}>Duplicate or remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <LineRow
              key={line.key}
              line={line}
              index={index}
              grid={grid}
              disabled={disabled}
              itemError={errors[cellKey(line, 'item')]}
              quantityError={errors[cellKey(line, 'quantity')]}
              unitPriceError={errors[cellKey(line, 'unitPrice')]}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPlus size={15} aria-hidden />}
                onClick={grid.addAtEnd}
                disabled={disabled}
              >
                Add line
              </Button>
            </td>
            <th scope="row" className={classes.right}>
              Total
            </th>
            <td className={classes.sum} aria-live="polite">
              <MoneyText value={orderTotal(lines)} />
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
      <p className={classes.keys}>
        <Kbd>Enter</Kbd> next cell, and a new line after the last · <Kbd>↑</Kbd> <Kbd>↓</Kbd> between lines ·{' '}
        <Kbd>Ctrl D</Kbd> duplicate · <Kbd>Ctrl Del</Kbd> remove · paste rows from a spreadsheet · <Kbd>Ctrl Enter</Kbd>{' '}
        save
      </p>
    </div>
  )
}
