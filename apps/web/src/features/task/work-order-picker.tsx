import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { trpc } from '~/lib/trpc.ts'

interface Props {
  value: number | null
  onChange: (id: number | null) => void
  comboboxProps?: NonNullable<SelectProps['comboboxProps']>
}

/** Finds a work order by a part of its number, its description or its frame. */
export function WorkOrderPicker({ value, onChange, comboboxProps = {} }: Props) {
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 180)
  const found = trpc.workOrder.list.useQuery(
    { ...(search === '' ? {} : { search }), limit: 20 },
    { placeholderData: keepPreviousData },
  )
  const chosen = trpc.workOrder.get.useQuery({ id: value ?? 0 }, { enabled: value !== null })
  const orders = [...(chosen.data ? [chosen.data] : []), ...(found.data?.items ?? [])]
  const unique = [...new Map(orders.map((order) => [order.id, order])).values()]
  return (
    <Select
      label="Work order"
      comboboxProps={comboboxProps}
      placeholder="Number, description or frame"
      searchable
      clearable
      filter={({ options }) => options}
      data={unique.map((order) => ({ value: String(order.id), label: `${order.number} · ${order.frame.name}` }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      onSearchChange={setText}
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'No work order is called that.'}
    />
  )
}
