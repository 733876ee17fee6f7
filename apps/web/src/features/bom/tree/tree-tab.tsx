import { Checkbox, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { DayInput } from '~/components/day-input.tsx'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { MoneyText } from '~/components/text.tsx'
import { formatQuantity, plural } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import type { BomSearch } from '../bom-page.tsx'
import { BomTree } from './bom-tree.tsx'

interface Props {
  itemId: number
  name: string
  unit: string
  search: BomSearch
  patch: (change: BomSearch) => void
}

const isQuantity = (value: string) => /^\d{1,12}(\.\d{1,6})?$/.test(value) && Number(value) > 0

/** The tree for a quantity and a day, which the link holds. */
export function TreeTab({ itemId, name, unit, search, patch }: Props) {
  const [quantity, setQuantity] = useState(search.quantity ?? '1')
  const [asked] = useDebouncedValue(isQuantity(quantity) ? quantity : (search.quantity ?? '1'), 250)
  const scrap = search.scrap !== false
  const query = trpc.bom.explode.useQuery(
    {
      itemId,
      quantity: asked,
      scrap,
      supply: true,
      ...(search.on ? { on: search.on } : {}),
      ...(search.revision ? { revision: search.revision } : {}),
    },
    { placeholderData: keepPreviousData },
  )
  return (
    <Section title="Tree">
      <Group align="flex-end" mb="md" gap="md" className="fw-no-print">
        <DecimalInput
          label={unit === 'each' ? 'How many' : `How many (${unit})`}
          w={110}
          value={quantity}
          error={isQuantity(quantity) ? undefined : 'Above zero'}
          onChange={(next) => {
            setQuantity(next)
            if (isQuantity(next)) patch({ quantity: next })
          }}
        />
        <DayInput
          label="On the day"
          w={160}
          value={search.on ?? ''}
          onChange={(on) => patch({ on: on === '' ? undefined : on } as BomSearch)}
        />
        <Checkbox
          label="With scrap"
          mb={8}
          checked={scrap}
          onChange={(event) => patch({ scrap: event.currentTarget.checked ? undefined : false } as BomSearch)}
        />
      </Group>
      <QueryBlock query={query}>
        {(explosion) => (
          <>
            <FactGrid
              facts={[
                { label: 'Revision', value: explosion.revision === 0 ? '–' : explosion.revision },
                { label: 'Levels', value: explosion.depth },
                { label: 'Items', value: plural(explosion.items.length, 'item') },
                { label: 'Materials of one', value: <MoneyText value={explosion.unitCost} /> },
                {
                  label: `Materials of ${formatQuantity(explosion.quantity)}${unit === 'each' ? '' : ` ${unit}`}`,
                  value: <MoneyText value={explosion.cost} />,
                },
              ]}
            />
            {explosion.lines.length === 0 ? (
              <Text size="sm" c="dimmed" mt="md">
                On that day nothing was in force that it is made by.
              </Text>
            ) : (
              <div style={{ marginTop: 16 }}>
                <BomTree key={explosion.revision} explosion={explosion} label={`What ${name} is made of`} />
              </div>
            )}
          </>
        )}
      </QueryBlock>
    </Section>
  )
}
