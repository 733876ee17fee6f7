import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import type { PartyChoice, PartySearch } from './party.ts'

interface Props {
  label: string
  value: PartyChoice
  onChange: (value: PartyChoice) => void
  useParties: PartySearch
  /** What the party is, in sentences: "supplier". */
  noun: string
  error?: string | undefined
  /** Where a name nobody has yet may be given: what becomes of it, for the line below the field. */
  newHint?: string | undefined
  /** Called with the name when "new" is chosen; without it, the name itself is the choice. */
  onNew?: (name: string) => void
  /** One was chosen by Enter or click. */
  onPicked?: () => void
  disabled?: boolean
  autoFocus?: boolean
}

const newParty = 'new'

/** A party found by letters of its name or code, or a new name where that is allowed. */
export function PartyPicker(props: Props) {
  const { label, value, onChange, useParties, noun, error, newHint, onNew, onPicked } = props
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const name = value.name.trim()
  const [search] = useDebouncedValue(value.id === null ? name : '', 150)
  const { parties, fetching } = useParties(search, combobox.dropdownOpened)
  const same = parties.find((party) => party.name.toLowerCase() === name.toLowerCase())
  const offersNew = newHint !== undefined && value.id === null && name !== '' && same === undefined && !fetching
  const description =
    value.id === null && name !== ''
      ? same
        ? `An existing ${noun}`
        : (newHint ?? 'Choose one from the list')
      : undefined

  // Who types faster than the list comes presses Enter before there is anything to take: it is taken when it is there.
  const enterWaits = useRef(false)
  // What Enter and Tab would take is marked as soon as something was typed.
  const found = parties.map((party) => party.id).join()
  // Where a new name may stand as it is, nothing is taken in its place unasked.
  const typed = value.id === null && search !== '' && (newHint === undefined || onNew !== undefined)
  const { selectFirstOption, dropdownOpened } = combobox
  // biome-ignore lint/correctness/useExhaustiveDependencies: marked anew when what is found changes
  useEffect(() => {
    if (!typed || !dropdownOpened || fetching) return
    const first = parties[0]
    if (enterWaits.current && search === name && first) pick(String(first.id))
    else selectFirstOption()
  }, [found, typed, dropdownOpened, fetching, search])

  const pick = (option: string, byKey = false) => {
    const party = parties.find((one) => String(one.id) === option)
    enterWaits.current = false
    combobox.closeDropdown()
    if (party) onChange({ id: party.id, name: party.name })
    else if (option === newParty && onNew) return onNew(name)
    else onChange({ id: null, name })
    if (!byKey) onPicked?.()
  }

  return (
    <Combobox store={combobox} onOptionSubmit={(option) => pick(option)} shadow="md" withinPortal={false}>
      <Combobox.Target>
        <TextInput
          label={label}
          required
          disabled={props.disabled ?? false}
          data-autofocus={props.autoFocus || undefined}
          autoFocus={props.autoFocus ?? false}
          autoComplete="off"
          placeholder="Name or code"
          maxLength={200}
          error={error}
          value={value.name}
          onChange={(event) => {
            enterWaits.current = false
            onChange({ id: null, name: event.currentTarget.value })
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onFocus={(event) => {
            event.currentTarget.select()
            combobox.openDropdown()
          }}
          onClick={() => combobox.openDropdown()}
          onKeyDown={(event) => {
            const takes = newHint === undefined || onNew !== undefined
            if (
              event.key === 'Enter' &&
              !event.ctrlKey &&
              !event.metaKey &&
              takes &&
              value.id === null &&
              name !== ''
            ) {
              if (combobox.getSelectedOptionIndex() >= 0 && search === name && !fetching) return
              event.preventDefault()
              const first = search === name && !fetching ? parties[0] : undefined
              if (first) pick(String(first.id))
              else enterWaits.current = true
              return
            }
            if (event.key !== 'Tab' || event.shiftKey || !typed || fetching) return
            const party = parties[combobox.getSelectedOptionIndex()]
            // Tab takes what is marked, as Enter does, and goes on by itself.
            if (party) pick(String(party.id), true)
          }}
          onBlur={() => {
            enterWaits.current = false
            combobox.closeDropdown()
            // Typed out in full is as good as picked.
            if (value.id === null && same) onChange({ id: same.id, name: same.name })
          }}
          rightSection={fetching && dropdownOpened ? <Loader size={14} /> : null}
          description={description}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={parties.length === 0 && !offersNew}>
        <Combobox.Options mah={320} style={{ overflow: 'auto' }} aria-label={`${label}: found`}>
          {parties.map((party) => (
            <Combobox.Option key={party.id} value={String(party.id)} active={party.id === value.id}>
              {party.name} <span className="fw-muted">{party.code}</span>
            </Combobox.Option>
          ))}
          {offersNew ? (
            <Combobox.Option value={newParty}>
              New {noun} “{name}”
            </Combobox.Option>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
