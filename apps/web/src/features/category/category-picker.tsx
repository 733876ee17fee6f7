import { Select, type SelectProps } from '@mantine/core'
import { errorSentence } from '~/lib/errors.ts'
import { useCategories } from './use-categories.ts'

interface Props extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  value: number | null
  onChange: (id: number | null) => void
  /** Not offered: this one and what lies below it, which it cannot lie in. */
  without?: string | undefined
}

/** A category by its path. */
export function CategoryPicker({ value, onChange, without, error, ...rest }: Props) {
  const query = useCategories()
  const offered = (query.data?.items ?? []).filter(
    ({ path }) => without === undefined || (path !== without && !path.startsWith(`${without} › `)),
  )
  return (
    <Select
      searchable
      clearable
      nothingFoundMessage={
        offered.length > 0
          ? 'No category has this in its name'
          : query.isPending
            ? 'Searching…'
            : 'There are no categories yet'
      }
      {...rest}
      data={offered.map(({ id, path }) => ({ value: String(id), label: path }))}
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      error={error ?? (query.error ? errorSentence(query.error) : undefined)}
    />
  )
}
