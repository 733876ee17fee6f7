import { Button, Kbd } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import { MoneyText } from '../text.tsx'
import type { CellErrors, GridSpec, LineOf, SetLines } from './grid-line.ts'
import { GridRow } from './grid-row.tsx'
import classes from './line-grid.module.css'
import { useLineGrid } from './use-line-grid.ts'

interface Props<L extends LineOf<C>, C extends string> {
  spec: GridSpec<L, C>
  lines: readonly L[]
  setLines: SetLines<L>
  errors: CellErrors
  /** Below the item: which one it is, and what is there of it. */
  Hint: ComponentType<{ line: L }>
  /** Below the lines, the last one large. */
  totals: readonly { label: string; value: string }[]
  /** What Ctrl Enter and the like do here, after the grid's own keys. */
  keys: ReactNode
  disabled?: boolean
}

/** The lines of a document as a spreadsheet: type, Enter to move on, paste rows, and see the total as it grows. */
export function LineGrid<L extends LineOf<C>, C extends string>(props: Props<L, C>) {
  const { spec, lines, setLines, errors, Hint, totals, keys, disabled = false } = props
  const grid = useLineGrid(spec, lines, setLines)
  return (
    <div className={classes.grid}>
      <table className={classes.table} aria-label="Lines">
        <thead>
          <tr>
            <th scope="col" className={classes.no}>
              #
            </th>
            <th scope="col">Item</th>
            {spec.columns.map(({ id, label, width }) => (
              <th key={id} scope="col" className={classes.right} style={{ width }}>
                {label}
              </th>
            ))}
            <th scope="col" className={classes.right} style={{ width: 130 }}>
              Total
            </th>
            <th scope="col" style={{ width: 76 }}>
              <span className={classes.hidden}>Duplicate or remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <GridRow
              key={line.key}
              spec={spec}
              line={line}
              index={index}
              grid={grid}
              errors={errors}
              Hint={Hint}
              disabled={disabled}
            />
          ))}
        </tbody>
        <tfoot>
          {totals.map(({ label, value }, index) => (
            <tr key={label} data-last={index === totals.length - 1 || undefined}>
              <td colSpan={2}>
                {index === 0 && !disabled ? (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    leftSection={<IconPlus size={15} aria-hidden />}
                    onClick={grid.addAtEnd}
                  >
                    Add line
                  </Button>
                ) : null}
              </td>
              <th scope="row" colSpan={spec.columns.length} className={classes.right}>
                {label}
              </th>
              <td className={classes.sum} aria-live={index === totals.length - 1 ? 'polite' : undefined}>
                <MoneyText value={value} />
              </td>
              <td />
            </tr>
          ))}
        </tfoot>
      </table>
      {disabled ? null : (
        <p className={classes.keys}>
          <Kbd>Enter</Kbd> next, then a new line · <Kbd>Tab</Kbd> every cell · <Kbd>↑</Kbd> <Kbd>↓</Kbd> lines ·{' '}
          <Kbd>Ctrl D</Kbd> duplicate · <Kbd>Ctrl Del</Kbd> remove · paste from a spreadsheet · {keys}
        </p>
      )}
    </div>
  )
}
