import type { Item } from '@framewright/contracts/item/item.schema'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Form } from '~/components/form.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { PagePending } from '~/components/page-pending.tsx'
import { MadePicker } from '~/components/pickers/pickers.tsx'
import { Section } from '~/components/section.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { MaterialsPreview } from './materials-preview.tsx'
import { OrderFields, type OrderValues, orderRules } from './order-fields.tsx'

interface Values extends OrderValues {
  itemId: number | null
}

/** Plans an order; an item's page leads here with its item chosen. */
export function CreateProductionOrderPage({ itemId }: { itemId: number | undefined }) {
  const query = trpc.item.get.useQuery({ id: itemId ?? 0 }, { enabled: itemId !== undefined })
  if (itemId === undefined || query.isError) return <CreateForm />
  return query.data ? <CreateForm item={query.data} /> : <PagePending />
}

function CreateForm({ item }: { item?: Item }) {
  const navigate = useNavigate()
  const [unit, setUnit] = useState(item?.unit ?? 'each')
  const form = useForm<Values>({
    initialValues: { itemId: item?.id ?? null, quantity: '1', priority: 'NORMAL', dueDate: '', notes: '' },
    validate: { ...orderRules, itemId: (value) => (value === null ? 'Choose what to make' : null) },
  })
  const create = useDocumentAction(trpc.productionOrder.create, {
    entity: 'productionOrder',
    done: (order) => `${order.number} planned`,
    setErrors: form.setErrors,
    onDone: (order) => void navigate({ to: '/production-orders/$id', params: { id: String(order.id) }, replace: true }),
  })
  const save = form.onSubmit(({ itemId, dueDate, ...rest }) => {
    if (itemId !== null) create.mutate({ ...rest, itemId, dueDate: dueDate === '' ? null : dueDate })
  })
  const chosen = form.values.itemId
  return (
    <Page narrow>
      <PageHeader title="New production order" />
      <Section title="What to make, how many, by when">
        <Form onSubmit={save}>
          <Stack>
            <MadePicker
              label="Makes"
              description="Items with a bill of materials"
              placeholder="SKU or name"
              required
              data-autofocus
              value={chosen}
              initialLabel={item ? `${item.sku} · ${item.name}` : undefined}
              error={form.errors.itemId}
              onChange={(id, made) => {
                form.setFieldValue('itemId', id)
                if (made) setUnit(made.unit)
              }}
            />
            <OrderFields form={form} unit={unit} />
            {chosen === null ? (
              <Text size="sm" c="dimmed">
                The materials it takes show here, with what there is of them.
              </Text>
            ) : (
              <MaterialsPreview itemId={chosen} quantity={form.values.quantity} />
            )}
            <Group justify="flex-end">
              <Button variant="default" renderRoot={(props) => <Link to="/production-orders" {...props} />}>
                Back
              </Button>
              <Button type="submit" loading={create.isPending}>
                Plan it
              </Button>
            </Group>
          </Stack>
        </Form>
      </Section>
    </Page>
  )
}
