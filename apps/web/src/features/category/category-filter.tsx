import type { Category } from '@framewright/contracts/category/category.schema'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'

const CategoryPicker = lazyPart(() => import('./category-picker.tsx').then((part) => part.CategoryPicker))

/** Items of one category and of all below it, with its path on the chip. */
export const categoryFilter = (categories: readonly Category[] | undefined): Filter => ({
  kind: 'custom',
  key: 'categoryId',
  label: 'Category',
  describe: (value) => categories?.find((category) => category.id === value)?.path ?? `no. ${String(value)}`,
  edit: (value, set) => (
    <CategoryPicker
      label="Category, with all below it"
      w={320}
      data-autofocus
      comboboxProps={{ withinPortal: false }}
      value={typeof value === 'number' ? value : null}
      onChange={(id) => set(id ?? undefined)}
    />
  ),
})
