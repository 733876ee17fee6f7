import { Alert, Button, Group, Kbd, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import { FormBar } from '~/components/form-bar.tsx'
import { LineGrid } from '~/components/line-grid/line-grid.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { UnsavedGuard } from '~/components/unsaved-guard.tsx'
import { formatMoney, plural } from '~/lib/format.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useFormKeys } from '~/lib/use-form-keys.ts'
import { type Shortage, shortages } from './availability.ts'
import { LineHint, OrderStockContext } from './line-hint.tsx'
import type { OrderForm as Form } from './order-draft.ts'
import { OrderHead } from './order-head.tsx'
import { lineSpec, totalsOfOrder } from './sales-line.ts'
import { useLineStock } from './use-line-stock.ts'

const NotesField = lazyPart(() => import('~/components/notes-field.tsx').then((part) => part.NotesField))

/** What a confirmed order needs is reserved already. */
const none: ReadonlyMap<string, Shortage> = new Map()

interface Props {
  form: Form
  title: string
  isNew: boolean
  /** It is confirmed: its lines are promised by now, and only its due day and notes may change. */
  locked?: boolean
  /** What is being sent. */
  running: 'save' | 'confirm' | null
  onSave: () => void
  onConfirm: () => void
  onCancel: () => void
}

/** The form one lives in: who, what and when; Ctrl Enter saves and confirms, Ctrl S saves the draft. */
export function OrderForm({ form, title, isNew, locked = false, running, onSave, onConfirm, onCancel }: Props) {
  const { draft, errors } = form
  const availableOf = useLineStock(draft.lines)
  const short = locked ? none : shortages(draft.lines, availableOf)
  const totals = totalsOfOrder(draft.lines)
  const save = () => running === null && onSave()
  const confirm = () => running === null && (locked ? onSave() : onConfirm())
  useFormKeys({ send: confirm, save })
  return (
    <Page>
      <PageHeader title={title} />
      {/* Enter moves through the form; nothing but the buttons and their keys sends it. */}
      <form onSubmit={(event) => event.preventDefault()} noValidate>
        <Stack gap="md">
          {errors[''] ? (
            <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
              {errors['']}
            </Alert>
          ) : null}
          <Section title="Order">
            <OrderHead form={form} isNew={isNew} locked={locked} />
          </Section>
          <Section title="Lines">
            {locked ? (
              <Alert mb="sm" color="gray" variant="light" icon={<IconLock size={18} aria-hidden />}>
                The order is confirmed and its lines are promised, so they can no longer be changed. A line can be taken
                out on the order’s page.
              </Alert>
            ) : null}
            {errors.lines ? (
              <Text size="sm" className="fw-late" role="alert" mb="xs">
                {errors.lines}
              </Text>
            ) : null}
            <OrderStockContext value={{ availableOf, short }}>
              <LineGrid
                spec={lineSpec}
                lines={draft.lines}
                setLines={form.setLines}
                errors={form.cellErrors}
                Hint={LineHint}
                totals={[
                  { label: 'Subtotal', value: totals.subtotal },
                  { label: 'Tax', value: totals.taxTotal },
                  { label: 'Total', value: totals.total },
                ]}
                keys={
                  <>
                    <Kbd>Ctrl S</Kbd> save · <Kbd>Ctrl Enter</Kbd> confirm
                  </>
                }
                disabled={locked}
              />
            </OrderStockContext>
          </Section>
          <Section title="Notes">
            <NotesField
              placeholder="For the customer; printed on the order confirmation"
              value={draft.notes}
              error={errors.notes}
              change={form.change}
            />
          </Section>
          <FormBar>
            <div aria-live="polite">
              <Text size="sm" className="fw-number">
                Total <strong>{formatMoney(totals.total)}</strong>
              </Text>
              {short.size > 0 ? (
                <Text size="xs" className="fw-short">
                  {plural(short.size, 'line')} short
                </Text>
              ) : null}
            </div>
            <Group gap="sm" ml="auto" wrap="nowrap">
              <Button variant="subtle" color="gray" visibleFrom="sm" onClick={onCancel}>
                Cancel
              </Button>
              <Button variant={locked ? 'filled' : 'default'} loading={running === 'save'} onClick={save}>
                {locked ? 'Save' : 'Save draft'}
              </Button>
              {locked ? null : (
                <Button loading={running === 'confirm'} onClick={confirm}>
                  Confirm
                </Button>
              )}
            </Group>
          </FormBar>
        </Stack>
      </form>
      <UnsavedGuard dirty={form.isDirty} />
    </Page>
  )
}
