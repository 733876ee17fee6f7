import { ActionIcon, TextInput } from '@mantine/core'
import { IconCopyPlus, IconTrash } from '@tabler/icons-react'
import { type ClipboardEvent, type ComponentType, type KeyboardEvent, memo } from 'react'
import { decimalOf } from '~/lib/typed-number.ts'
import { MoneyText } from '../text.tsx'
import { type CellErrors, type CellOf, cellKey, type GridColumn, type GridSpec, type LineOf } from './grid-line.ts'
import { ItemCell } from './item-cell.tsx'
import classes from './line-grid.module.css'
import type { LineGridControl } from './use-line-grid.ts'

interface Props<L extends LineOf<C>, C extends string> {
  spec: GridSpec<L, C>
  line: L
  index: number
  grid: LineGridControl<L, C>
  errors: CellErrors
  /** Below the item: which one it is, and what is there of it. */
  Hint: ComponentType<{ line: L }>
  disabled: boolean
}

function Row<L extends LineOf<C>, C extends string>(props: Props<L, C>) {
  const { spec, line, index, grid, errors, Hint, disabled } = props
  const error = (cell: CellOf<C>) => errors[cellKey(line, cell)]
  const total = spec.totalOf(line)
  const cellProps = (cell: CellOf<C>) => ({
    className: classes.cell,
    'data-error': error(cell) ? true : undefined,
    onKeyDown: (event: KeyboardEvent) => grid.onKeyDown(event, index, cell),
    onPaste: (event: ClipboardEvent) => grid.onPaste(event, index),
  })
  const number = ({ id, label, placeholder, unit }: GridColumn<C>) => {
    const shownUnit = unit && line.unit !== null && line.unit !== 'each' ? line.unit : null
    return (
      <td key={id} {...cellProps(id)} data-label={label}>
        <TextInput
          ref={grid.register(line, id)}
          size="sm"
          variant="unstyled"
          classNames={{ input: `${classes.input} ${classes.number}` }}
          aria-label={`${label} of line ${index + 1}`}
          error={error(id) !== undefined}
          withErrorStyles={false}
          inputMode="decimal"
          autoComplete="off"
          placeholder={placeholder}
          disabled={disabled}
          value={line[id]}
          // As in a spreadsheet, typing replaces what was there.
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            const { value } = event.currentTarget
            grid.changeLine(line.key, (current) => ({ ...current, [id]: value }))
          }}
          onBlur={() => {
            const understood = decimalOf(line[id])
            // What was typed is shown as it was understood: 7,5 is 7.5.
            if (understood !== null && understood !== line[id]) {
              grid.changeLine(line.key, (current) => ({ ...current, [id]: understood }))
            }
          }}
        />
        <CellError message={error(id)} />
        {shownUnit === null ? null : <div className={`${classes.hint} ${classes.right}`}>{shownUnit}</div>}
      </td>
    )
  }
  return (
    <tr className={classes.row} data-columns={spec.columns.length}>
      <td className={classes.no}>{index + 1}</td>
      <td {...cellProps('item')} data-label="Item">
        <ItemCell
          spec={spec}
          line={line}
          label={`Item of line ${index + 1}`}
          error={error('item')}
          disabled={disabled}
          change={(update) => grid.changeLine(line.key, update)}
          onPicked={() => grid.next(index, 'item')}
          inputRef={grid.register(line, 'item')}
        />
        <CellError message={error('item')} />
        <div className={classes.hint}>
          <Hint line={line} />
        </div>
      </td>
      {spec.columns.map(number)}
      <td className={classes.total} data-label="Total">
        {total === null ? <span className="fw-muted">–</span> : <MoneyText value={total} />}
      </td>
      <td className={classes.tools} style={disabled ? { visibility: 'hidden' } : undefined}>
        <ActionIcon
          title="Duplicate (Ctrl D)"
          variant="subtle"
          color="gray"
          aria-label={`Duplicate line ${index + 1}`}
          disabled={disabled}
          tabIndex={-1}
          style={grid.isBlank(line) ? { visibility: 'hidden' } : undefined}
          onClick={() => grid.duplicate(index)}
        >
          <IconCopyPlus size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          title="Remove (Ctrl Del)"
          variant="subtle"
          color="gray"
          aria-label={`Remove line ${index + 1}`}
          disabled={disabled}
          tabIndex={-1}
          onClick={() => grid.remove(index)}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </td>
    </tr>
  )
}

/** Whether a row would look the same: of the errors only its own count. */
function same<L extends LineOf<C>, C extends string>(a: Readonly<Props<L, C>>, b: Readonly<Props<L, C>>): boolean {
  const { errors: before, ...rest } = a
  const unchanged = (Object.keys(rest) as (keyof typeof rest)[]).every((name) => Object.is(a[name], b[name]))
  const cells = ['item', ...a.spec.columns.map(({ id }) => id)].map((cell) => cellKey(a.line, cell))
  return unchanged && cells.every((cell) => before[cell] === b.errors[cell])
}

/** One line of the grid; rendered again only when something about it has changed. */
export const GridRow = memo(Row, same) as typeof Row

const CellError = ({ message }: { message: string | undefined }) =>
  message === undefined ? null : (
    <div className={classes.error} role="alert">
      {message}
    </div>
  )
