import type { Location } from '@framewright/contracts/stock/stock.schema'
import { Select, type SelectProps } from '@mantine/core'
import { errorSentence } from '~/lib/errors.ts'
import { isHandled, usageWords } from './location-words.ts'
import { useLocations } from './use-locations.ts'

interface Props extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  value: number | null
  onChange: (id: number | null) => void
  /** Which places are offered; those where stock is handled by hand when not given. */
  only?: (place: Location) => boolean
  /** Beside a place's name: how much is there. */
  detail?: (id: number) => string | undefined
}

/** A place of the shop, grouped by what it is for. */
export function LocationPicker({ value, onChange, only = isHandled, detail, error, ...rest }: Props) {
  const query = useLocations()
  const groups = new Map<string, { value: string; label: string }[]>()
  for (const place of (query.data?.items ?? []).filter(only)) {
    const there = detail?.(place.id)
    const option = { value: String(place.id), label: there ? `${place.name} · ${there}` : place.name }
    const group = usageWords[place.usage]
    groups.set(group, [...(groups.get(group) ?? []), option])
  }
  return (
    <Select
      searchable
      nothingFoundMessage="No place has this in its name"
      {...rest}
      data={[...groups].map(([group, items]) => ({ group, items }))}
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      error={error ?? (query.error ? errorSentence(query.error) : undefined)}
    />
  )
}
