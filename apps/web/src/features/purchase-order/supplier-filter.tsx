import { Loader, ScrollArea, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './supplier-filter.module.css'

/** The filter by supplier, with the chosen one's name on its chip. */
export function useSupplierFilter(supplierId: number | undefined, enabled: boolean): Filter {
  const chosen = trpc.supplier.get.useQuery(
    { id: supplierId ?? 0 },
    { enabled: enabled && supplierId !== undefined, staleTime: 5 * 60_000 },
  )
  return {
    kind: 'custom',
    key: 'supplierId',
    label: 'Supplier',
    describe: (value) => chosen.data?.name ?? `no. ${String(value)}`,
    edit: (_, set) => <SupplierChoices onPick={set} />,
  }
}

function SupplierChoices({ onPick }: { onPick: (id: number) => void }) {
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 150)
  const query = trpc.supplier.list.useQuery({ ...(search ? { search } : {}), sort: 'name', limit: 30 })
  const suppliers = query.data?.items ?? []
  return (
    <Stack gap="xs" w={280}>
      <TextInput
        label="Supplier"
        placeholder="Name or code"
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        rightSection={query.isFetching ? <Loader size={14} /> : null}
      />
      <ScrollArea.Autosize mah={280}>
        {suppliers.map((supplier) => (
          <UnstyledButton key={supplier.id} className={classes.choice} onClick={() => onPick(supplier.id)}>
            {supplier.name} <span className="fw-muted">{supplier.code}</span>
          </UnstyledButton>
        ))}
        {query.data && suppliers.length === 0 ? (
          <Text size="sm" c="dimmed">
            No supplier has this in its name.
          </Text>
        ) : null}
      </ScrollArea.Autosize>
    </Stack>
  )
}
