import * as decimal from '@framewright/contracts/core/decimal'
import type { LocationUsage, StockOverview } from '@framewright/contracts/stock/stock.schema'
import type { StockStatus } from '@framewright/contracts/stock/stock.status.schema'
import { itemKindWords } from '~/features/item/item-kinds.ts'
import { formatQuantity, plural } from '~/lib/format.ts'
import { usageWords } from './location-words.ts'
import type { ValueBar } from './value-bars.tsx'

/** Bars shown of each; what is beyond them stands together. */
const shown = 8

export const kindBars = (kinds: StockOverview['valueByKind']): ValueBar[] =>
  kinds.map(({ kind, value }) => ({
    key: kind,
    label: kind in itemKindWords ? itemKindWords[kind as keyof typeof itemKindWords] : kind,
    value,
    path: '/items',
    search: { kind, stock: 'IN' },
  }))

export const placeBars = (places: StockOverview['valueByLocation']): ValueBar[] =>
  withRest(
    places.filter(({ value }) => decimal.isPositive(value)),
    ({ locationId, location, value }) => ({
      key: locationId,
      label: location,
      value,
      path: '/stock/balances',
      search: { locationId },
    }),
    (rest) => ({ label: plural(rest, 'other place'), path: '/stock/balances' }),
  )

export const categoryBars = (categories: StockStatus['byCategory']): ValueBar[] =>
  withRest(
    categories,
    ({ category, items, value }) => ({
      key: category?.id ?? 0,
      label: category?.name ?? 'Without a category',
      note: plural(items, 'item'),
      value,
      path: '/items',
      search: { ...(category ? { categoryId: category.id } : {}), stock: 'IN' },
    }),
    (rest) => ({ label: rest === 1 ? '1 other category' : `${rest} other categories`, path: '/categories' }),
  )

export const usageBars = (usages: StockStatus['byUsage']): ValueBar[] =>
  usages.map(({ usage, items, value }) => ({
    key: usage,
    label: usageWords[usage],
    note: plural(items, 'item'),
    value,
    path: '/stock/balances',
    search: { usage },
  }))

/** Items of the overview, by their value. */
export const itemBars = (
  items: readonly { itemId: number; name: string; onHand: string; value: string }[],
  noteOf: (item: { onHand: string }) => string = ({ onHand }) => `${formatQuantity(onHand)} on hand`,
): ValueBar[] =>
  items.map((item) => ({
    key: item.itemId,
    label: item.name,
    value: item.value,
    note: noteOf(item),
    path: `/items/${item.itemId}`,
  }))

/** What is there of each use of a place where nothing is to stay, in the order goods pass them. */
export const waitingGroups = (status: StockStatus) =>
  (['QUARANTINE', 'WIP', 'STAGING'] as const satisfies LocationUsage[]).map((usage) => ({
    usage,
    items: status.waiting.filter((item) => item.usage === usage),
    all: status.byUsage.find((one) => one.usage === usage)?.items ?? 0,
  }))

function withRest<T extends { value: string }>(
  all: readonly T[],
  barOf: (one: T) => ValueBar,
  restOf: (count: number) => { label: string; path: string },
): ValueBar[] {
  if (all.length <= shown + 1) return all.map(barOf)
  const rest = all.slice(shown)
  const value = decimal.money(decimal.sum(rest.map((one) => one.value)))
  return [...all.slice(0, shown).map(barOf), { key: 'rest', value, ...restOf(rest.length) }]
}
