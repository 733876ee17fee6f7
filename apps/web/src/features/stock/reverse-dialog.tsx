import type { Movement } from '@framewright/contracts/stock/stock.schema'
import { Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Form, FormButtons, FormError } from '~/components/form.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { formatQuantity } from '~/lib/format.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  movement: Movement | null
  onClose: () => void
}

/** Posts a movement's opposite, with the reason why. */
export function ReverseDialog({ movement, onClose }: Props) {
  return (
    <Modal opened={movement !== null} onClose={onClose} title="Reverse this movement?">
      {movement === null ? null : <ReverseForm movement={movement} onClose={onClose} />}
    </Modal>
  )
}

function ReverseForm({ movement, onClose }: { movement: Movement; onClose: () => void }) {
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim() === '' ? 'Why? The ledger keeps it' : null) },
  })
  const reverse = useDocumentAction(trpc.stock.reverse, {
    entity: 'stock',
    done: 'Movement reversed',
    onDone: () => {
      invalidateDocument('stock', movement.itemId)
      onClose()
    },
    onError: (error) => {
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  })
  const { quantity, unit, name, from, to } = movement
  const amount = `${formatQuantity(quantity)}${unit === 'each' ? '' : ` ${unit}`}`
  return (
    <Form onSubmit={form.onSubmit(({ reason }) => reverse.mutate({ movementId: movement.id, reason }))}>
      <Stack gap="md">
        <FormError>{form.errors.whole}</FormError>
        <Text size="sm">
          {amount} {name} goes back from {to} to {from}, now and at the same cost. Both movements stay in the ledger.
        </Text>
        <TextInput label="Reason" required maxLength={200} data-autofocus {...form.getInputProps('reason')} />
      </Stack>
      <FormButtons verb="Reverse" loading={reverse.isPending} onCancel={onClose} />
    </Form>
  )
}
