import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { Select, type SelectProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { trpc } from '~/lib/trpc.ts'

interface Props {
  label: string
  value: number | null
  onChange: (id: number | null) => void
  /** Only people who may do this kind of work. */
  kind?: TaskKind
  /** What it means when nobody is chosen: "Anybody", "Nobody yet". */
  nobody: string
  error?: ReactNode
  size?: 'sm' | 'md' | 'lg' | 'xl'
  disabled?: boolean
  comboboxProps?: NonNullable<SelectProps['comboboxProps']>
}

/** Chooses a person to give work to. */
export function PersonPicker(props: Props) {
  const { label, value, onChange, kind, nobody, error, size = 'sm', disabled, comboboxProps = {} } = props
  const people = trpc.user.people.useQuery(kind === undefined ? {} : { kind })
  return (
    <Select
      label={label}
      size={size}
      data={(people.data ?? []).map((person) => ({ value: String(person.id), label: person.name }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      placeholder={people.isPending ? 'Loading…' : nobody}
      nothingFoundMessage="Nobody is called that."
      error={error ?? (people.error ? 'The people cannot be read now.' : undefined)}
      disabled={disabled ?? false}
      searchable
      clearable
      comboboxProps={comboboxProps}
    />
  )
}
