import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { type ClipboardEvent, type KeyboardEvent, memo } from 'react'
import { MoneyText } from '~/components/text.tsx'
import { formatQuantity } from '~/lib/format.ts'
import { ItemCell } from './item-cell.tsx'
import { type Cell, isBlank, type LineDraft, totalOf } from './line-draft.ts'
import classes from './line-grid.module.css'
import { decimalOf } from './typed-number.ts'
import type { LineGridControl } from './use-line-grid.ts'

interface RowProps {
  line: LineDraft
  index: number
  grid: LineGridControl
  disabled: boolean
  itemError: string | undefined
  quantityError: string | undefined
  unitPriceError: string | undefined
}

/** One line of the grid; rendered again only when something about it has changed. */
export const LineRow = memo(function LineRow(props: RowProps) {
  const { line, index, grid, disabled } = props
  const error = (cell: Cell) => props[`${cell}Error`]
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
})

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
