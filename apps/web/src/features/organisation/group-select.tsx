import type { Ref } from '@framewright/contracts/core/primitives'
import { Select, type SelectProps } from '@mantine/core'
import { trpc } from '~/lib/trpc.ts'
import { type GroupKind, groupWords } from './group-words.ts'

interface Props extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  kind: GroupKind
  value: number | null
  onChange: (id: number | null) => void
  /** What somebody has already: offered even when it is given to nobody else any more. */
  present?: Ref | null
}

/** A department or a job title, or none. */
export function GroupSelect({ kind, value, onChange, present, ...rest }: Props) {
  const query = trpc[kind].list.useQuery({})
  const offered = (query.data?.items ?? []).filter((group) => group.active || group.id === present?.id)
  const known = present && !offered.some((group) => group.id === present.id) ? [present, ...offered] : offered
  return (
    <Select
      searchable
      clearable
      label={groupWords[kind].One}
      placeholder="None"
      {...rest}
      data={known.map((group) => ({ value: String(group.id), label: group.name }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  )
}
