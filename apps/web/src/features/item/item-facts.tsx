import type { Item } from '@framewright/contracts/item/item.schema'
import { FactGrid } from '~/components/fact-grid.tsx'
import { ListLink } from '~/components/list-link.tsx'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { plural } from '~/lib/format.ts'

/** An item's figures: what is there, what is coming, when to order more, what it costs. */
export function ItemFacts({ item }: { item: Item }) {
  const { unit, stock, category } = item
  const stocked = item.kind !== 'SERVICE'
  return (
    <FactGrid
      facts={[
        stocked && { label: 'Available', value: <QuantityText value={stock.available} unit={unit} warnAtZero /> },
        stocked && { label: 'On hand', value: <QuantityText value={stock.onHand} unit={unit} /> },
        stocked && { label: 'Reserved', value: <QuantityText value={stock.reserved} unit={unit} /> },
        stocked && { label: 'Incoming', value: <QuantityText value={item.incoming} unit={unit} /> },
        stocked && {
          label: 'Reorder point',
          value: item.reorderPoint === null ? 'Not watched' : <QuantityText value={item.reorderPoint} unit={unit} />,
        },
        stocked && {
          label: 'Reorder quantity',
          value:
            item.reorderQuantity === null ? (
              'Up to the point'
            ) : (
              <QuantityText value={item.reorderQuantity} unit={unit} />
            ),
        },
        stocked && { label: 'Lead time', value: item.leadDays === 0 ? 'None' : plural(item.leadDays, 'day') },
        { label: 'Sales price', value: <MoneyText value={item.unitPrice} /> },
        { label: 'Cost', value: <MoneyText value={item.cost} /> },
        { label: 'Tax rate', value: <QuantityText value={item.taxRate} unit="%" /> },
        { label: 'Unit', value: unit },
        {
          label: 'Category',
          wide: true,
          value: category ? (
            <ListLink path="/items" search={{ categoryId: category.id }} className="fw-link">
              {category.path}
            </ListLink>
          ) : (
            'None'
          ),
        },
      ]}
    />
  )
}
