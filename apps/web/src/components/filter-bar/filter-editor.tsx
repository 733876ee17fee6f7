import { Button, Checkbox, Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Filter, Search } from './filter.ts'

interface Props {
  filter: Filter
  search: Search
  onChange: (patch: Search) => void
  close: () => void
}

/** The editor behind a filter's chip, by the filter's kind. */
export function FilterEditor({ filter, search, onChange, close }: Props) {
  switch (filter.kind) {
    case 'flag':
      return null
    case 'choice':
      return (
        <Radio.Group
          label={filter.label}
          value={String(search[filter.key] ?? '')}
          onChange={(value) => {
            onChange({ [filter.key]: value })
            close()
          }}
        >
          <Stack gap="xs" mt="xs" mah={320} style={{ overflow: 'auto' }}>
            {filter.options.map((option) => (
              <Radio key={option.value} size="sm" value={option.value} label={option.label} />
            ))}
          </Stack>
        </Radio.Group>
      )
    case 'choices': {
      const chosen = search[filter.key]
      return (
        <Checkbox.Group
          label={filter.label}
          value={Array.isArray(chosen) ? (chosen as string[]) : []}
          onChange={(value) => onChange({ [filter.key]: value.length > 0 ? value : undefined })}
        >
          <Stack gap="xs" mt="xs">
            {filter.options.map((option) => (
              <Checkbox key={option.value} size="sm" value={option.value} label={option.label} />
            ))}
          </Stack>
        </Checkbox.Group>
      )
    }
    case 'range':
    case 'days':
      return <SpanEditor filter={filter} search={search} onChange={onChange} close={close} />
    case 'custom':
      return filter.edit(search[filter.key], (value) => {
        onChange({ [filter.key]: value })
        close()
      })
  }
}

type Span = Extract<Filter, { kind: 'range' | 'days' }>

/** From and to, applied together so that the list does not load for every digit. */
function SpanEditor({ filter, search, onChange, close }: Props & { filter: Span }) {
  const [from, setFrom] = useState(search[filter.from] as string | number | undefined)
  const [to, setTo] = useState(search[filter.to] as string | number | undefined)
  const apply = (event: FormEvent) => {
    event.preventDefault()
    onChange({ [filter.from]: from === '' ? undefined : from, [filter.to]: to === '' ? undefined : to })
    close()
  }
  const fields = [
    { label: 'From', value: from, set: setFrom },
    { label: 'To', value: to, set: setTo },
  ]
  return (
    <form onSubmit={apply}>
      <Stack gap="sm">
        <Group gap="sm" wrap="nowrap">
          {fields.map(({ label, value, set }) =>
            filter.kind === 'range' ? (
              <NumberInput
                key={label}
                label={label}
                {...(filter.unit ? { suffix: ` ${filter.unit}` } : {})}
                w={130}
                min={0}
                allowDecimal={filter.decimals !== undefined}
                decimalScale={filter.decimals ?? 0}
                hideControls
                value={value ?? ''}
                onChange={set}
              />
            ) : (
              <TextInput
                key={label}
                label={label}
                type="date"
                w={160}
                value={value ?? ''}
                onChange={(event) => set(event.currentTarget.value)}
              />
            ),
          )}
        </Group>
        <Button type="submit" size="sm">
          Apply
        </Button>
      </Stack>
    </form>
  )
}
