import { Loader, Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'

export interface Choice {
  id: number
  label: string
  /** Beside the label in the list: a SKU, what is there. */
  detail?: ReactNode
}

export interface PickerProps<C extends Choice = Choice>
  extends Omit<SelectProps, 'value' | 'onChange' | 'data' | 'searchValue' | 'onSearchChange'> {
  value: number | null
  onChange: (id: number | null, choice?: C) => void
  /** What the value is called before anything was searched: the document's own name for it. */
  initialLabel?: string | undefined
}

/** A picker's own state; a picker asks the server with `asked` while it is `open`. */
export function usePicker({ value, initialLabel }: Pick<PickerProps, 'value' | 'initialLabel'>) {
  const [search, setSearch] = useState(initialLabel ?? '')
  const [open, setOpen] = useState(false)
  const [picked, setPicked] = useState<Choice | null>(
    value !== null && initialLabel !== undefined ? { id: value, label: initialLabel } : null,
  )
  const [settled] = useDebouncedValue(search.trim(), 150)
  // The chosen one's own name in the field is not a search for it.
  const asked = picked && settled === picked.label ? undefined : settled || undefined
  return { asked, open, setOpen, search, setSearch, picked, setPicked }
}

interface Props<C extends Choice> extends PickerProps<C> {
  picker: ReturnType<typeof usePicker>
  choices: readonly C[]
  loading: boolean
}

/** One of very many, found by typing: the server searches, the field shows what it finds. */
export function RemoteSelect<C extends Choice>(props: Props<C>) {
  const { value, onChange, initialLabel: _, picker, choices, loading, ...rest } = props
  const { picked } = picker
  const shown: readonly Choice[] =
    picked && !choices.some((choice) => choice.id === picked.id) ? [picked, ...choices] : choices
  const byValue = new Map(shown.map((choice) => [String(choice.id), choice]))

  return (
    <Select
      searchable
      nothingFoundMessage={loading ? 'Searching…' : 'Nothing found'}
      rightSection={loading && picker.open ? <Loader size={14} /> : undefined}
      comboboxProps={{ width: 'max-content', position: 'bottom-start', middlewares: { flip: true, shift: true } }}
      {...rest}
      data={shown.map((choice) => ({ value: String(choice.id), label: choice.label }))}
      filter={({ options }) => options}
      value={value === null ? null : String(value)}
      searchValue={picker.search}
      onSearchChange={picker.setSearch}
      onDropdownOpen={() => picker.setOpen(true)}
      onDropdownClose={() => picker.setOpen(false)}
      onChange={(next) => {
        const choice = choices.find((one) => String(one.id) === next)
        picker.setPicked(choice ?? null)
        onChange(next === null ? null : Number(next), choice)
      }}
      renderOption={({ option }) => (
        // Never wider than a phone: the list's own edges take the rest.
        <span style={{ display: 'flex', gap: 16, width: '100%', minWidth: 220, maxWidth: 'min(420px, 100vw - 72px)' }}>
          <span className="fw-truncate" style={{ flex: 1 }}>
            {option.label}
          </span>
          <span className="fw-muted fw-number">{byValue.get(option.value)?.detail}</span>
        </span>
      )}
    />
  )
}
