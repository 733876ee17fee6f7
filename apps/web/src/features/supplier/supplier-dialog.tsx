import type { Supplier } from '@framewright/contracts/supplier/supplier.schema'
import { Alert, Button, Group, Modal, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  opened: boolean
  onClose: () => void
  /** The one to change; a new one without. */
  supplier?: Supplier
  onSaved?: (supplier: Supplier) => void
}

const empty = { name: '', code: '', email: '', phone: '', address: '', taxId: '' }
type Fields = typeof empty

/** Makes or changes a supplier. */
export function SupplierDialog({ opened, onClose, supplier, onSaved }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={supplier ? `Change ${supplier.name}` : 'New supplier'} size="lg">
      {opened ? <SupplierForm onClose={onClose} supplier={supplier} onSaved={onSaved} /> : null}
    </Modal>
  )
}

interface FormProps {
  onClose: () => void
  supplier: Supplier | undefined
  onSaved: ((supplier: Supplier) => void) | undefined
}

function SupplierForm({ onClose, supplier: given, onSaved }: FormProps) {
  // As it was when the dialog opened: what somebody else saves meanwhile is then refused rather than overwritten.
  const [supplier] = useState(given)
  const form = useForm<Fields & { whole?: string }>({
    mode: 'controlled',
    initialValues: supplier ? pick(supplier) : empty,
    validate: { name: (name) => (name.trim() === '' ? 'What is the supplier called?' : null) },
  })
  const options = {
    entity: 'supplier',
    onDone: (saved: Supplier) => {
      onClose()
      onSaved?.(saved)
    },
    onError: (error: unknown) => {
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  } as const
  const create = useDocumentAction(trpc.supplier.create, { ...options, done: (saved) => `${saved.name} created` })
  const update = useDocumentAction(trpc.supplier.update, { ...options, done: (saved) => `${saved.name} saved` })
  const submit = ({ code, ...fields }: Fields) => {
    const typed = code.trim() === '' ? fields : { ...fields, code }
    if (supplier) update.mutate({ id: supplier.id, version: supplier.version, ...typed })
    else create.mutate(typed)
  }
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="md">
        {form.errors.whole ? (
          <Alert color="red" variant="light" role="alert">
            {form.errors.whole}
          </Alert>
        ) : null}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput label="Name" required maxLength={200} data-autofocus {...form.getInputProps('name')} />
          <TextInput
            label="Code"
            description={supplier ? undefined : 'Made from the name when left empty'}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={40}
            {...form.getInputProps('code')}
          />
          <TextInput label="E-mail" type="email" maxLength={254} {...form.getInputProps('email')} />
          <TextInput label="Phone" type="tel" maxLength={60} {...form.getInputProps('phone')} />
        </SimpleGrid>
        <Textarea label="Address" maxLength={500} {...form.getInputProps('address')} />
        <TextInput label="Tax id" maxLength={60} {...form.getInputProps('taxId')} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending || update.isPending}>
            {supplier ? 'Save' : 'Create supplier'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const pick = ({ name, code, email, phone, address, taxId }: Supplier): Fields => ({
  name,
  code,
  email,
  phone,
  address,
  taxId,
})
