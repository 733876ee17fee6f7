import type { Priority } from '@framewright/contracts/work-order/work-order.schema'
import { Select, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { stateOptions } from '~/state/state-table.ts'
import classes from './production-order.module.css'

/** What a form says of an order, as its fields hold it. */
export interface OrderValues {
  quantity: string
  priority: Priority
  /** YYYY-MM-DD; empty for none. */
  dueDate: string
  notes: string
}

/** The rules of these fields, in words. */
export const orderRules = {
  quantity: (value: string) =>
    /^\d{1,12}(\.\d{1,6})?$/.test(value) && Number(value) > 0 ? null : 'How many: a number above zero',
}

interface Props<T extends OrderValues> {
  form: UseFormReturnType<T>
  unit: string
  /** How many is settled once it is released. */
  settled?: boolean
}

/** The fields that planning and changing a production order share. */
export function OrderFields<T extends OrderValues>({ form: given, unit, settled = false }: Props<T>) {
  // The fields are those of every such form; what a form has beside them is its own.
  const form = given as unknown as UseFormReturnType<OrderValues>
  return (
    <>
      <div className={classes.fields}>
        <DecimalInput
          label={unit === 'each' ? 'Quantity' : `Quantity (${unit})`}
          required
          disabled={settled}
          description={settled ? 'Settled by the release' : undefined}
          value={form.values.quantity}
          error={form.errors.quantity}
          onChange={(value) => form.setFieldValue('quantity', value)}
        />
        <TextInput label="Due" type="date" {...form.getInputProps('dueDate')} />
        <Select
          label="Priority"
          allowDeselect={false}
          data={stateOptions('priority')}
          {...form.getInputProps('priority')}
        />
      </div>
      <Textarea
        label="Notes"
        placeholder="What to mind"
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('notes')}
      />
    </>
  )
}
