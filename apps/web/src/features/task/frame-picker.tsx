import type { Frame } from '@framewright/contracts/frame/frame.schema'
import { CloseButton, Combobox, type ComboboxProps, InputBase, Loader, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import { trpc } from '~/lib/trpc.ts'
import classes from './pickers.module.css'
import { frameSize } from './task-words.ts'

interface Props {
  label: string
  value: number | null
  onChange: (id: number | null, frame: Frame | null) => void
  error?: ReactNode
  required?: boolean
  size?: 'sm' | 'md' | 'lg' | 'xl'
  autoFocus?: boolean
  comboboxProps?: Pick<ComboboxProps, 'withinPortal'>
}

/** Finds a frame by a part of its name, SKU or material; every choice with its drawing and what is in stock. */
export function FramePicker(props: Props) {
  const { label, value, onChange, error, required, size = 'sm', autoFocus, comboboxProps } = props
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [text, setText] = useState('')
  const [touched, setTouched] = useState(false)
  const [search] = useDebouncedValue(text.trim(), 180)
  const chosen = trpc.frame.get.useQuery({ id: value ?? 0 }, { enabled: value !== null })
  const found = trpc.frame.list.useQuery(
    { search: touched && search !== '' ? search : undefined, active: true, limit: 20, sort: 'name' },
    { placeholderData: keepPreviousData, enabled: combobox.dropdownOpened },
  )
  const frames = found.data?.items ?? []

  // The field shows the chosen frame's name until somebody types.
  useEffect(() => {
    if (value === null) setText('')
    else if (chosen.data) setText(chosen.data.name)
    setTouched(false)
  }, [value, chosen.data])

  const pick = (id: string) => {
    const frame = frames.find((one) => String(one.id) === id)
    if (frame) onChange(frame.id, frame)
    if (frame) setText(frame.name)
    setTouched(false)
    combobox.closeDropdown()
  }
  const leave = () => {
    combobox.closeDropdown()
    setTouched(false)
    setText(chosen.data && value !== null ? chosen.data.name : '')
  }
  return (
    <Combobox store={combobox} onOptionSubmit={pick} withinPortal {...comboboxProps}>
      <Combobox.Target>
        <InputBase
          label={label}
          size={size}
          required={required ?? false}
          error={error}
          placeholder="Name, SKU or material"
          autoComplete="off"
          data-autofocus={autoFocus || undefined}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setTouched(true)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex('active')
          }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={leave}
          rightSectionPointerEvents="all"
          rightSection={
            found.isFetching ? (
              <Loader size={16} role="status" aria-label="Searching" />
            ) : value !== null && !required ? (
              <CloseButton
                size="sm"
                aria-label="Clear frame"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChange(null, null)}
              />
            ) : null
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label} className={classes.found}>
          {frames.map((frame) => (
            <Combobox.Option key={frame.id} value={String(frame.id)} className={classes.option}>
              <FrameDrawing widthMm={frame.widthMm} heightMm={frame.heightMm} material={frame.material} size={40} />
              <span>
                <span className={classes.name}>{frame.name}</span>
                <span className={classes.detail}>
                  {frame.sku} · {frameSize(frame)} · {frame.material}
                </span>
              </span>
            </Combobox.Option>
          ))}
          {frames.length === 0 && !found.isFetching ? <Combobox.Empty>{emptyWords(found.error)}</Combobox.Empty> : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

const emptyWords = (error: unknown) =>
  error ? 'The frames cannot be read now. Try again.' : 'No frame is called that.'
