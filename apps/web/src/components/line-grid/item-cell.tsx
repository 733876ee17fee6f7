import * as decimal from '@framewright/contracts/core/decimal'
import type { Item } from '@framewright/contracts/item/item.schema'
import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { formatMoney, formatQuantity } from '~/lib/format.ts'
import { exactItem, findItems, searchFrom } from './find-item.ts'
import { type GridSpec, type LineOf, withText } from './grid-line.ts'
import classes from './line-grid.module.css'

interface Props<L extends LineOf<C>, C extends string> {
  spec: GridSpec<L, C>
  line: L
  label: string
  error: string | undefined
  disabled: boolean
  /** Changes the line as it is by then: an answer may come after more was typed. */
  change: (update: (line: L) => L) => void
  /** An item was picked by keyboard: on to the next cell. */
  onPicked: () => void
  inputRef: (node: HTMLInputElement | null) => void
}

const asTyped = 'as-typed'

/** What a line is about: an item found by some letters of its SKU or name, or free text where the grid takes it. */
export function ItemCell<L extends LineOf<C>, C extends string>(props: Props<L, C>) {
  const { spec, line, label, error, disabled, change, onPicked, inputRef } = props
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [found, setFound] = useState<Item[]>([])
  const latest = useRef('')
  /** The text for which Enter was pressed before its list had come. */
  const ahead = useRef<string | null>(null)
  const lookUp = async (text: string) => {
    const items = await findItems(text).catch(() => [])
    if (latest.current !== text) return
    setFound(items)
    const [first] = items
    if (!first) return combobox.closeDropdown()
    if (ahead.current === text) return take(first)
    combobox.openDropdown()
  }
  const search = useDebouncedCallback(lookUp, 120)
  // What Enter and Tab take is marked as soon as it is on the screen.
  const { dropdownOpened, selectFirstOption } = combobox
  // biome-ignore lint/correctness/useExhaustiveDependencies: marked anew when something else was found
  useEffect(() => {
    if (!dropdownOpened) return
    const frame = requestAnimationFrame(selectFirstOption)
    return () => cancelAnimationFrame(frame)
  }, [found, dropdownOpened])
  const put = (item: Item) => {
    latest.current = ''
    combobox.closeDropdown()
    // On the screen before the focus moves on: the next cell is then selected with what the item put into it.
    flushSync(() => change((current) => spec.withItem(current, item)))
  }
  const take = (item: Item) => {
    put(item)
    onPicked()
  }

  const type = (text: string) => {
    change((current) => withText(current, text))
    latest.current = text.trim()
    ahead.current = null
    if (latest.current.length >= searchFrom) void search(latest.current)
    else combobox.closeDropdown()
  }
  const pick = (value: string) => {
    const item = found.find((one) => String(one.id) === value)
    if (item) return take(item)
    latest.current = ''
    combobox.closeDropdown()
    onPicked()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!combobox.dropdownOpened) {
      const text = line.itemName.trim()
      const command = event.ctrlKey || event.metaKey
      // Where only what is in the catalogue will do, Enter ahead of the list takes its first as soon as it is there.
      if (event.key === 'Enter' && !command && !event.shiftKey && !spec.freeText && line.itemId === null && text) {
        event.preventDefault()
        event.stopPropagation()
        latest.current = text
        ahead.current = text
        void lookUp(text)
      }
      return
    }
    const marked = combobox.getSelectedOptionIndex()
    // Tab takes what is marked, as Enter does, and goes on by itself.
    if (event.key === 'Tab' && !event.shiftKey) {
      const item = found[Math.max(marked, 0)]
      if (item) put(item)
    }
    if (event.key === 'Enter' && marked < 0 && found[0] && !event.ctrlKey && !event.metaKey) take(found[0])
    // What the list uses must not also move between lines.
    const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (!sends && ['ArrowDown', 'ArrowUp', 'Enter', 'Escape'].includes(event.key)) event.stopPropagation()
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
        current.itemId === null && current.itemName.trim() === text ? spec.withItem(current, item) : current,
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
          placeholder={spec.freeText ? 'SKU, name, or free text' : 'SKU or name'}
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
                  {formatMoney(spec.priceOf(item))}
                  <Available item={item} />
                </span>
              </span>
            </Combobox.Option>
          ))}
          {spec.freeText ? (
            <Combobox.Option value={asTyped} className={classes.optionFree}>
              Keep “{line.itemName}” as free text
            </Combobox.Option>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** A service is not kept in stock, so nothing is said of it. */
function Available({ item }: { item: Item }) {
  if (item.kind === 'SERVICE') return null
  const { available } = item.stock
  return (
    <span className={decimal.isPositive(available) ? undefined : 'fw-short'}>
      {' '}
      · {formatQuantity(available)}
      {item.unit === 'each' ? '' : ` ${item.unit}`} available
    </span>
  )
}
