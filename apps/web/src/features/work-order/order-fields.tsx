import type { Priority } from '@framewright/contracts/work-order/work-order.schema'
import { Select, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { WholeInput } from '~/components/whole-input.tsx'
import { stateOptions } from '~/state/state-table.ts'
import classes from './work-order.module.css'

/** What a form says of an order, as its fields hold it. */
export interface OrderValues {
  description: string
  quantity: string | number
  priority: Priority
  /** YYYY-MM-DD; empty for none. */
  dueDate: string
}

/** The rules of these fields, in words. */
export const orderRules = {
  description: (value: string) => (value.trim() === '' ? 'Say what it is for' : null),
  quantity: (value: string | number) => (/^[1-9]\d*$/.test(String(value)) ? null : 'At least one, in whole pieces'),
}

/** The fields that creating and editing a work order share. */
export function OrderFields<T extends OrderValues>({ form: given }: { form: UseFormReturnType<T> }) {
  // The fields are those of every such form; what a form has beside them is its own.
  const form = given as unknown as UseFormReturnType<OrderValues>
  return (
    <>
      <Textarea
        label="Description"
        placeholder="For whom, where, what to mind"
        maxLength={2000}
        required
        {...form.getInputProps('description')}
      />
      <div className={classes.fields}>
        <WholeInput
          label="Pieces"
          required
          {...form.getInputProps('quantity')}
          value={Number(form.values.quantity) || ''}
        />
        <Select
          label="Priority"
          allowDeselect={false}
          data={stateOptions('priority')}
          {...form.getInputProps('priority')}
        />
        <TextInput label="Due" type="date" {...form.getInputProps('dueDate')} />
      </div>
    </>
  )
}
