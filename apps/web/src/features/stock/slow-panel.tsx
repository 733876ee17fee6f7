import { Group, SegmentedControl, Text } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { formatMoney, plural } from '~/lib/format.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { trpc } from '~/lib/trpc.ts'
import { ValueBars } from './value-bars.tsx'

export const slowChoices = [30, 90, 180, 365] as const
export type SlowDays = (typeof slowChoices)[number]
export const usualSlowDays: SlowDays = 90

/** What lies here and is not wanted: not moved to a customer or into work for so many days, which the link holds. */
export function SlowPanel({ days }: { days: number }) {
  const patch = useSearchPatch<{ slow?: SlowDays | undefined }>()
  const query = trpc.stock.slowMovers.useQuery({ days }, { placeholderData: keepPreviousData })
  return (
    <Section title="Slow movers">
      <Group gap="xs" mb="sm">
        <Text size="sm">Not moved out for</Text>
        <SegmentedControl
          size="xs"
          aria-label="Not moved out for"
          value={String(days)}
          onChange={(value) => {
            const slow = slowChoices.find((one) => String(one) === value)
            patch({ slow: slow === usualSlowDays ? undefined : slow })
          }}
          data={slowChoices.map((one) => ({ value: String(one), label: one === 365 ? '1 year' : `${one} days` }))}
        />
      </Group>
      <QueryBlock query={query}>
        {(slow) => (
          <>
            {slow.count > 0 ? (
              <Text size="sm" c="dimmed" mb="xs">
                {plural(slow.count, 'item')} worth {formatMoney(slow.value)}
                {slow.count > slow.items.length ? `; the ${slow.items.length} most valuable stand here.` : '.'}
              </Text>
            ) : null}
            <ValueBars
              none={`Everything in stock was used in the last ${slow.days} days, or has not been here for so long.`}
              bars={slow.items.map((item) => ({
                key: item.itemId,
                label: item.name,
                value: item.value,
                note: item.idleDays === null ? 'never moved out' : plural(item.idleDays, 'day'),
                path: `/items/${item.itemId}`,
              }))}
            />
          </>
        )}
      </QueryBlock>
    </Section>
  )
}
