import type { Item } from '@framewright/contracts/item/item.schema'
import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { formatMoney, formatQuantity } from '~/lib/format.ts'
import { exactItem, findItems, searchFrom, withItem, withText } from './find-item.ts'
import type { LineDraft } from './line-draft.ts'
import classes from './line-grid.module.css'

interface Props {
  line: LineDraft
  label: string
  error: string | undefined
  disabled: boolean
  /** Changes the line as it is by then: an answer may come after more was typed. */
  change: (update: (line: LineDraft) => LineDraft) => void
  /** An item was picked by keyboard: on to the next cell. */
  onPicked: () => void
  inputRef: (node: HTMLInputElement | null) => void
}

const asTyped = 'as-typed'

/** What is ordered: an item found by some letters of its SKU or name, or free text for what is not in the catalogue. */
export function ItemCell({ line, label, error, disabled, change, onPicked, inputRef }: Props) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [found, setFound] = useState<Item[]>([])
  const latest = useRef('')
  const search = useDebouncedCallback(async (text: string) => {
    const items = await findItems(text).catch(() => [])
    if (latest.current !== text) return
    setFound(items)
    if (items.length === 0) combobox.closeDropdown()
    else combobox.openDropdown()
  }, 120)
  // The first is marked once the list is there: Enter or Tab takes it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is new at every render; only a new list counts
  useEffect(() => {
    if (found.length > 0) combobox.selectFirstOption()
  }, [found])

  const type = (text: string) => {
    change((current) => withText(current, text))
    latest.current = text.trim()
    if (latest.current.length >= searchFrom) void search(latest.current)
    else combobox.closeDropdown()
  }
  const pick = (value: string) => {
    const item = found.find((one) => String(one.id) === value)
    latest.current = ''
    combobox.closeDropdown()
    if (item) change((current) => withItem(current, item))
    onPicked()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!combobox.dropdownOpened) return
    if (event.key === 'Tab' && !event.shiftKey && found.length > 0) {
      const item = found[combobox.getSelectedOptionIndex()]
      // Tab takes what is marked, as Enter does, and goes on by itself.
      if (item) change((current) => withItem(current, item))
      latest.current = ''
      combobox.closeDropdown()
    }
    // What the list uses must not also move between lines.
    if (['ArrowDown', 'ArrowUp', 'Enter', 'Escape'].includes(event.key)) event.stopPropagation()
  }
  /** Somebody who types a whole SKU and moves on before the list has come means that item. */
  const leave = async () => {
    combobox.closeDropdown()
    const text = latest.current
    latest.current = ''
    if (text.length < searchFrom) return
    const item = await exactItem([text]).catch(() => undefined)
    if (item) {
      change((current) =>
        current.itemId === null && current.itemName.trim() === text ? withItem(current, item) : current,
      )
    }
  }

  return (
    <Combobox store={combobox} onOptionSubmit={pick} position="bottom-start" width="target" shadow="md">
      <Combobox.Target withKeyboardNavigation={combobox.dropdownOpened}>
        <TextInput
          ref={inputRef}
          size="sm"
          variant="unstyled"
          classNames={{ input: classes.input }}
          aria-label={label}
          error={error !== undefined}
          withErrorStyles={false}
          placeholder="SKU, name, or free text"
          maxLength={200}
          disabled={disabled}
          autoComplete="off"
          value={line.itemName}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => void leave()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options mah={320} style={{ overflow: 'auto' }} aria-label="Items found">
          {found.map((item) => (
            <Combobox.Option key={item.id} value={String(item.id)}>
              <span className={classes.option}>
                <span className="fw-truncate">
                  <strong>{item.sku}</strong> {item.name}
                </span>
                <span className={classes.optionFacts}>
                  {formatMoney(item.cost)} · {formatQuantity(item.stock.available)}
                  {item.unit === 'each' ? '' : ` ${item.unit}`} in stock
                </span>
              </span>
            </Combobox.Option>
          ))}
          <Combobox.Option value={asTyped} className={classes.optionFree}>
            Keep “{line.itemName}” as free text
          </Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
