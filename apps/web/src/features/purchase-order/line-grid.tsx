import { ActionIcon, Button, Kbd, TextInput, Tooltip } from '@mantine/core'
import { IconCopy, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import { MoneyText } from '~/components/text.tsx'
import { formatQuantity } from '~/lib/format.ts'
import { ItemCell } from './item-cell.tsx'
import { type Cell, type CellErrors, cellKey, isBlank, type LineDraft, orderTotal, totalOf } from './line-draft.ts'
import classes from './line-grid.module.css'
import { decimalOf } from './typed-number.ts'
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
            <Row key={line.key} line={line} index={index} grid={grid} errors={errors} disabled={disabled} />
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

interface RowProps {
  line: LineDraft
  index: number
  grid: ReturnType<typeof useLineGrid>
  errors: CellErrors
  disabled: boolean
}

function Row({ line, index, grid, errors, disabled }: RowProps) {
  const error = (cell: Cell) => errors[cellKey(line, cell)]
  const total = totalOf(line)
  const cellProps = (cell: Cell) => ({
    className: classes.cell,
    'data-error': error(cell) ? true : undefined,
    onKeyDown: (event: KeyboardEvent) => grid.onKeyDown(event, index, cell),
    onPaste: (event: ClipboardEvent) => grid.onPaste(event, index),
  })
  const number = (cell: 'quantity' | 'unitPrice', label: string) => (
    <td {...cellProps(cell)} data-label={label}>
      <TextInput
        ref={grid.register(line, cell)}
        size="sm"
        variant="unstyled"
        classNames={{ input: `${classes.input} ${classes.number}` }}
        aria-label={`${label} of line ${index + 1}`}
        error={error(cell) !== undefined}
        withErrorStyles={false}
        inputMode="decimal"
        autoComplete="off"
        disabled={disabled}
        value={line[cell]}
        onChange={(event) => {
          const { value } = event.currentTarget
          grid.changeLine(line.key, (current) => ({ ...current, [cell]: value }))
        }}
        onBlur={() => {
          const understood = decimalOf(line[cell])
          // What was typed is shown as it was understood: 7,5 is 7.5.
          if (understood !== null && understood !== line[cell]) {
            grid.changeLine(line.key, (current) => ({ ...current, [cell]: understood }))
          }
        }}
      />
      <CellError message={error(cell)} />
      {cell === 'quantity' && line.unit && line.unit !== 'each' ? (
        <div className={`${classes.hint} ${classes.right}`}>{line.unit}</div>
      ) : null}
    </td>
  )
  return (
    <tr className={classes.row}>
      <td className={classes.no}>{index + 1}</td>
      <td {...cellProps('item')} data-label="Item">
        <ItemCell
          line={line}
          label={`Item of line ${index + 1}`}
          error={error('item')}
          disabled={disabled}
          change={(update) => grid.changeLine(line.key, update)}
          onPicked={() => grid.next(index, 'item')}
          inputRef={grid.register(line, 'item')}
        />
        <CellError message={error('item')} />
        <ItemHint line={line} />
      </td>
      {number('quantity', 'Quantity')}
      {number('unitPrice', 'Unit price')}
      <td className={classes.total} data-label="Total">
        {total === null ? <span className="fw-muted">–</span> : <MoneyText value={total} />}
      </td>
      <td className={classes.tools}>
        <Tooltip label="Duplicate (Ctrl D)">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Duplicate line ${index + 1}`}
            disabled={disabled}
            style={isBlank(line) ? { visibility: 'hidden' } : undefined}
            onClick={() => grid.duplicate(index)}
          >
            <IconCopy size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Remove (Ctrl Del)">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove line ${index + 1}`}
            disabled={disabled}
            onClick={() => grid.remove(index)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  )
}

const CellError = ({ message }: { message: string | undefined }) =>
  message === undefined ? null : (
    <div className={classes.error} role="alert">
      {message}
    </div>
  )

/** Below the name: which item it is and what is there of it, or that it is free text. */
function ItemHint({ line }: { line: LineDraft }) {
  if (line.itemId === null) {
    return line.itemName.trim() === '' ? null : (
      <div className={classes.hint} data-free>
        Free text, not in the catalogue
      </div>
    )
  }
  const there = line.available === null ? '' : ` · ${formatQuantity(line.available)} ${line.unit ?? ''} in stock`
  return (
    <div className={classes.hint}>
      {line.sku}
      {there.replace(' each ', ' ')}
    </div>
  )
}
