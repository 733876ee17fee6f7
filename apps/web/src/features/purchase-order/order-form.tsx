import { Alert, Button, Group, Kbd, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import type { FormEvent, KeyboardEvent } from 'react'
import { DayInput } from '~/components/day-input.tsx'
import { FormBar } from '~/components/form-bar.tsx'
import { LineGrid } from '~/components/line-grid/line-grid.tsx'
import { NotesField } from '~/components/notes-field.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { useSuppliers } from '~/components/party/party.ts'
import { PartyPicker } from '~/components/party/party-picker.tsx'
import { Section } from '~/components/section.tsx'
import { UnsavedGuard } from '~/components/unsaved-guard.tsx'
import { formatMoney } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { lineSpec, orderTotal } from './line-draft.ts'
import { LineHint } from './line-hint.tsx'
import type { OrderForm as Form } from './order-draft.ts'

interface Props {
  form: Form
  title: string
  submit: string
  /** Something has been received: the lines are a fact by now. */
  linesLocked?: boolean
  allowNewSupplier: boolean
  onSubmit: () => void
  onCancel: () => void
  saving: boolean
}

/** The head of an order, its lines as a spreadsheet, and the total; Ctrl Enter saves from anywhere in it. */
export function OrderForm(props: Props) {
  const { form, title, submit, linesLocked = false, onSubmit, onCancel, saving } = props
  const { draft, errors } = form
  const mayWriteSuppliers = useMay('supplier.write')
  const total = orderTotal(draft.lines)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!saving) onSubmit()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    if (!saving) onSubmit()
  }
  return (
    <Page>
      <PageHeader title={title} />
      <form onSubmit={save} onKeyDownCapture={onKeyDown} noValidate>
        <Stack gap="md">
          {errors[''] ? (
            <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
              {errors['']}
            </Alert>
          ) : null}
          <Section title="Order">
            <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
              <PartyPicker
                label="Supplier"
                noun="supplier"
                useParties={useSuppliers}
                value={draft.supplier}
                onChange={(supplier) => form.change({ supplier })}
                error={errors.supplierId ?? errors.supplierName}
                newHint={
                  props.allowNewSupplier && mayWriteSuppliers ? 'A new supplier, made with this order' : undefined
                }
                autoFocus={props.allowNewSupplier && draft.supplier.id === null}
              />
              <DayInput
                label="Order date"
                description={props.allowNewSupplier ? 'Today when left empty' : undefined}
                error={errors.orderDate}
                value={draft.orderDate}
                onChange={(orderDate) => form.change({ orderDate })}
              />
              <DayInput
                label="Expected"
                description="Counts as late after this day"
                error={errors.expectedDate}
                value={draft.expectedDate}
                onChange={(expectedDate) => form.change({ expectedDate })}
              />
            </SimpleGrid>
          </Section>
          <Section title="Lines">
            {linesLocked ? (
              <Alert mb="sm" color="gray" variant="light" icon={<IconLock size={18} aria-hidden />}>
                Something has been received against these lines, so they can no longer be changed. Close the order short
                if the rest will not come.
              </Alert>
            ) : null}
            {errors.lines ? (
              <Text size="sm" className="fw-late" role="alert" mb="xs">
                {errors.lines}
              </Text>
            ) : null}
            <LineGrid
              spec={lineSpec}
              lines={draft.lines}
              setLines={form.setLines}
              errors={form.cellErrors}
              Hint={LineHint}
              totals={[{ label: 'Total', value: total }]}
              keys={
                <>
                  <Kbd>Ctrl Enter</Kbd> save
                </>
              }
              disabled={linesLocked}
            />
          </Section>
          <Section title="Notes">
            <NotesField
              placeholder="For the supplier and for whoever receives it"
              value={draft.notes}
              error={errors.notes}
              change={form.change}
            />
          </Section>
          <FormBar>
            <Text size="sm" className="fw-number" aria-hidden>
              Total <strong>{formatMoney(total)}</strong>
            </Text>
            <Group gap="sm" ml="auto">
              <Button variant="default" onClick={onCancel}>
                Cancel
              </Button>
              <Button type="submit" loading={saving}>
                {submit}
              </Button>
            </Group>
          </FormBar>
        </Stack>
      </form>
      <UnsavedGuard dirty={form.isDirty} />
    </Page>
  )
}
