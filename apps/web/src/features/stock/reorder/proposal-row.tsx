import * as decimal from '@framewright/contracts/core/decimal'
import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { SupplierPicker } from '~/components/pickers/pickers.tsx'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import type { Draft, Wanted } from './proposal-draft.ts'
import classes from './reorder.module.css'

interface Props {
  row: Wanted
  onChange: (draft: Draft) => void
}

/** One item to reorder: what is there and coming, and how much of whom at what price. */
export function ProposalRow({ row, onChange }: Props) {
  const { proposal, selected, supplier, quantity, unitPrice, missing } = row
  const { name, sku, unit } = proposal
  const wrong = selected ? missing : undefined
  return (
    <tr data-selected={selected || undefined}>
      <td className={classes.check}>
        <Checkbox
          aria-label={`Order ${name}`}
          checked={selected}
          onChange={(event) => onChange({ selected: event.currentTarget.checked })}
        />
      </td>
      <td className={classes.name}>
        <Link to="/items/$id" params={{ id: String(proposal.itemId) }} className="fw-link">
          {name}
        </Link>
        <div className={classes.sub}>{sku}</div>
      </td>
      <td data-align="right" data-label="Available">
        <QuantityText value={proposal.available} unit={unit} warnAtZero />
      </td>
      <td data-align="right" data-label="Incoming">
        <QuantityText value={proposal.incoming} unit={unit} />
      </td>
      <td data-align="right" data-label="Reorder point">
        <QuantityText value={proposal.reorderPoint} unit={unit} />
      </td>
      <td className={classes.supplier} data-label="Supplier">
        <SupplierPicker
          aria-label={`Supplier of ${name}`}
          placeholder="Choose"
          value={supplier?.id ?? null}
          initialLabel={supplier?.name}
          error={supplier === null ? wrong : undefined}
          onChange={(id, choice) =>
            onChange({
              supplier: id === null ? null : { id, name: choice?.label ?? '' },
              ...(id && { selected: true }),
            })
          }
        />
      </td>
      <td className={classes.number} data-label={unit === 'each' ? 'Quantity' : `Quantity (${unit})`}>
        <DecimalInput
          aria-label={`Quantity of ${name}`}
          value={quantity}
          error={wrong === 'How much?' ? wrong : undefined}
          onChange={(next) => onChange({ quantity: next })}
        />
      </td>
      <td className={classes.number} data-label="Price">
        <DecimalInput
          aria-label={`Price of ${name}`}
          value={unitPrice}
          error={wrong === 'At what price?' ? wrong : undefined}
          onChange={(next) => onChange({ unitPrice: next })}
        />
      </td>
      <td data-align="right" data-label="Total">
        {missing === undefined ? <MoneyText value={decimal.lineTotal({ quantity, unitPrice })} /> : '–'}
      </td>
    </tr>
  )
}
