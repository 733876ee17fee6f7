import type { Category } from '@framewright/contracts/category/category.schema'
import type { Filter } from '~/components/filter-bar/filter.ts'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { categoryFilter } from '~/features/category/category-filter.tsx'
import { itemKindOptions } from './item-kinds.ts'

const stockOptions = [
  { value: 'IN', label: 'In stock' },
  { value: 'LOW', label: 'Low: at or below the reorder point' },
  { value: 'OUT', label: 'Out of stock' },
]

/** Views of the catalogue that everybody has. */
export const itemViews: readonly View[] = [
  { name: 'Low stock', search: { stock: 'LOW', active: true } },
  { name: 'Out', search: { stock: 'OUT', active: true } },
  { name: 'Inactive', search: { active: false } },
]

/** The catalogue's filters; the categories give the chosen one's path. */
export const itemFilters = (categories: readonly Category[] | undefined): Filter[] => [
  categoryFilter(categories),
  { kind: 'choice', key: 'kind', label: 'Kind', options: itemKindOptions },
  { kind: 'choice', key: 'stock', label: 'Stock', options: stockOptions },
  { kind: 'range', from: 'minPrice', to: 'maxPrice', label: 'Price', decimals: 4 },
]
