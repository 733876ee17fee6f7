import type { InspectionType } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { stateOptions } from '~/state/state-table.ts'

interface Row {
  name: string
  kind: 'PASS_FAIL' | 'NUMERIC'
  unit: string
  lower: string
  upper: string
}
const emptyRow: Row = { name: '', kind: 'PASS_FAIL', unit: '', lower: '', upper: '' }
const orNull = (value: string) => (value === '' ? null : value)

/** A plan for an item: what is looked at, and when. */
export function NewPlanPage() {
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [type, setType] = useState<InspectionType>('INCOMING')
  const [item, setItem] = useState<string | null>(null)
  const [asked, setAsked] = useState('')
  const [rows, setRows] = useState<Row[]>([emptyRow])
  const items = trpc.item.list.useQuery({ search: asked, active: true, limit: 20 })
  const create = useDocumentAction(trpc.inspectionPlan.create, {
    entity: 'inspectionPlan',
    done: `${name} is in use`,
    onDone: () => void navigate({ to: '/quality/plans' }),
  })
  const change = (at: number, part: Partial<Row>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const characteristics = rows.map((row) =>
      row.kind === 'PASS_FAIL'
        ? { name: row.name, kind: row.kind }
        : { name: row.name, kind: row.kind, unit: row.unit, lower: orNull(row.lower), upper: orNull(row.upper) },
    )
    create.mutate({ name, type, itemId: item === null ? null : Number(item), characteristics })
  }
  return (
    <Page>
      <PageHeader title="New inspection plan" />
      <Form onSubmit={submit}>
        <Stack maw={720}>
          <TextInput label="Name" required value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Select
            label="Kind"
            data={stateOptions('inspectionType')}
            value={type}
            onChange={(next) => next !== null && setType(next as InspectionType)}
          />
          <Select
            label="Item"
            required
            searchable
            data={(items.data?.items ?? []).map((one) => ({
              value: String(one.id),
              label: `${one.sku} · ${one.name}`,
            }))}
            value={item}
            onChange={setItem}
            onSearchChange={setAsked}
            filter={({ options }) => options}
          />
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end
            <Group key={at} align="flex-end">
              <TextInput
                label="What is looked at"
                required
                value={row.name}
                onChange={(event) => change(at, { name: event.currentTarget.value })}
              />
              <Select
                label="As"
                w={140}
                data={[
                  { value: 'PASS_FAIL', label: 'Good or not' },
                  { value: 'NUMERIC', label: 'A number' },
                ]}
                value={row.kind}
                onChange={(next) => next !== null && change(at, { kind: next as Row['kind'] })}
              />
              {row.kind === 'NUMERIC' ? (
                <>
                  <DecimalInput label="From" w={90} value={row.lower} onChange={(lower) => change(at, { lower })} />
                  <DecimalInput label="To" w={90} value={row.upper} onChange={(upper) => change(at, { upper })} />
                  <TextInput
                    label="Unit"
                    w={80}
                    value={row.unit}
                    onChange={(event) => change(at, { unit: event.currentTarget.value })}
                  />
                </>
              ) : null}
            </Group>
          ))}
          <Button variant="default" onClick={() => setRows([...rows, emptyRow])}>
            Another one
          </Button>
        </Stack>
        <FormButtons verb="Save" loading={create.isPending} />
      </Form>
    </Page>
  )
}
