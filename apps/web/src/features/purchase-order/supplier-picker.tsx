import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'

/** A supplier that exists, or the name of one to be made with the order. */
export interface SupplierChoice {
  id: number | null
  name: string
}

interface Props {
  value: SupplierChoice
  onChange: (value: SupplierChoice) => void
  error?: string | undefined
  /** Whether a name nobody has yet may be given. */
  allowNew: boolean
  disabled?: boolean
  autoFocus?: boolean
}

const newSupplier = 'new'

/** Who it is ordered from: found by letters of the name or code, or a new name. */
export function SupplierPicker({ value, onChange, error, allowNew, disabled = false, autoFocus = false }: Props) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const mayWrite = useMay('supplier.write')
  const [search] = useDebouncedValue(value.id === null ? value.name.trim() : '', 150)
  const query = trpc.supplier.list.useQuery(
    { ...(search ? { search } : {}), active: true, limit: 8, sort: 'name' },
    { enabled: combobox.dropdownOpened, placeholderData: keepPreviousData },
  )
  const suppliers = query.data?.items ?? []
  const name = value.name.trim()
  const same = suppliers.find((supplier) => supplier.name.toLowerCase() === name.toLowerCase())
  const offersNew = allowNew && mayWrite && value.id === null && name !== '' && same === undefined && !query.isFetching
  const description =
    value.id === null && name !== '' && allowNew
      ? same
        ? 'An existing supplier'
        : mayWrite
          ? 'A new supplier, made with this order'
          : 'Choose one from the list'
      : undefined

  const pick = (option: string) => {
    const supplier = suppliers.find((one) => String(one.id) === option)
    onChange(supplier ? { id: supplier.id, name: supplier.name } : { id: null, name })
    combobox.closeDropdown()
  }

  return (
    <Combobox store={combobox} onOptionSubmit={pick} shadow="md" withinPortal={false}>
      <Combobox.Target>
        <TextInput
          label="Supplier"
          required
          disabled={disabled}
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
          autoComplete="off"
          placeholder="Name or code"
          maxLength={200}
          error={error}
          value={value.name}
          onChange={(event) => {
            onChange({ id: null, name: event.currentTarget.value })
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onFocus={(event) => {
            event.currentTarget.select()
            combobox.openDropdown()
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown()
            // Typed out in full is as good as picked.
            if (value.id === null && same) onChange({ id: same.id, name: same.name })
          }}
          rightSection={query.isFetching ? <Loader size={14} /> : null}
          description={description}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={suppliers.length === 0 && !offersNew}>
        <Combobox.Options mah={320} style={{ overflow: 'auto' }} aria-label="Suppliers found">
          {suppliers.map((supplier) => (
            <Combobox.Option key={supplier.id} value={String(supplier.id)} active={supplier.id === value.id}>
              {supplier.name} <span className="fw-muted">{supplier.code}</span>
            </Combobox.Option>
          ))}
          {offersNew ? <Combobox.Option value={newSupplier}>New supplier “{name}”</Combobox.Option> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
