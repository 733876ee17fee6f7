import type { PlanInput } from '@framewright/contracts/production-plan/production-plan.schema'
import { Button, Group, Text } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { DayInput } from '~/components/day-input.tsx'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { MadePicker } from '~/components/pickers/pickers.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { trpc } from '~/lib/trpc.ts'
import { PlanResult } from './plan-result.tsx'

/** What the link holds: a sales order, an item, or several as "12:5,13:2". */
export interface PlanSearch {
  salesOrderId?: number
  itemId?: number
  quantity?: string
  items?: string
  dueDate?: string
}

/** What has to be made and bought, down all levels, before any of it is. */
export function PlanPage({ search }: { search: PlanSearch }) {
  const input = inputOf(search)
  return (
    <Page>
      <PageHeader
        title="Plan production"
        subtitle={
          search.salesOrderId === undefined
            ? 'What is asked for is made; of its parts what is neither there nor coming'
            : 'What the order is short of, down all levels'
        }
      />
      {search.salesOrderId === undefined && search.items === undefined ? <AskedFor search={search} /> : null}
      {input === undefined ? (
        <Text size="sm" c="dimmed">
          Choose what to make, and how many.
        </Text>
      ) : (
        <Preview key={JSON.stringify({ ...search, quantity: '', dueDate: '' })} input={input} />
      )}
    </Page>
  )
}

function inputOf({ salesOrderId, itemId, quantity, items, dueDate }: PlanSearch): PlanInput | undefined {
  const due = dueDate === undefined ? {} : { dueDate }
  if (salesOrderId !== undefined) return { salesOrderId, ...due }
  if (items !== undefined) {
    const lines = items.split(',').map((one) => one.split(':'))
    return { lines: lines.map(([id, count = '1']) => ({ itemId: Number(id), quantity: count })), ...due }
  }
  return itemId === undefined || quantity === undefined ? undefined : { lines: [{ itemId, quantity }], ...due }
}

/** The item, how many and by when, kept in the link. */
function AskedFor({ search }: { search: PlanSearch }) {
  const navigate = useNavigate()
  const [quantity, setQuantity] = useState(search.quantity ?? '1')
  const item = trpc.item.get.useQuery({ id: search.itemId ?? 0 }, { enabled: search.itemId !== undefined })
  const patch = (change: PlanSearch) =>
    void navigate({
      to: '/production-orders/plan',
      search: { quantity, ...search, ...change },
      replace: true,
      resetScroll: false,
    })
  const wrong = !/^\d{1,12}(\.\d{1,6})?$/.test(quantity) || Number(quantity) === 0
  if (search.itemId !== undefined && item.isPending) return null
  return (
    <Section title="What to make">
      <Group align="flex-end" gap="md">
        <div style={{ flex: '1 1 260px' }}>
          <MadePicker
            label="Item"
            placeholder="SKU or name"
            value={search.itemId ?? null}
            initialLabel={item.data ? `${item.data.sku} · ${item.data.name}` : undefined}
            onChange={(itemId) => patch({ itemId: itemId ?? undefined } as PlanSearch)}
          />
        </div>
        <DecimalInput
          label="How many"
          w={110}
          value={quantity}
          error={wrong ? 'Above zero' : undefined}
          onChange={setQuantity}
          onBlur={() => (wrong ? undefined : patch({ quantity }))}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !wrong) patch({ quantity })
          }}
        />
        <DayInput
          label="By"
          w={160}
          value={search.dueDate ?? ''}
          onChange={(day) => patch({ dueDate: day === '' ? undefined : day } as PlanSearch)}
        />
        <Button variant="default" disabled={wrong || search.itemId === undefined} onClick={() => patch({ quantity })}>
          Look
        </Button>
      </Group>
    </Section>
  )
}

function Preview({ input }: { input: PlanInput }) {
  const query = trpc.productionPlan.preview.useQuery(input, { placeholderData: keepPreviousData })
  return <QueryBlock query={query}>{(plan) => <PlanResult input={input} plan={plan} />}</QueryBlock>
}
