import type { Customer } from '@framewright/contracts/customer/customer.schema'
import { Alert, Modal, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { useSeesPeople } from '~/components/party/party.ts'
import { PersonPicker } from '~/components/pickers/pickers.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { personName, useMay, useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  opened: boolean
  onClose: () => void
  /** The one to change; a new one without. */
  customer?: Customer
  /** A new one's name, as far as it was typed elsewhere. */
  name?: string
  onSaved?: (customer: Customer) => void
}

const empty = { name: '', code: '', email: '', phone: '', address: '', taxId: '' }
type Fields = typeof empty

/** Makes or changes a customer. */
export function CustomerDialog({ opened, onClose, customer, name, onSaved }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={customer ? `Change ${customer.name}` : 'New customer'}
      size="lg"
      // The form it was opened from decides where one goes on.
      returnFocus={onSaved === undefined}
    >
      {opened ? <CustomerForm onClose={onClose} customer={customer} name={name ?? ''} onSaved={onSaved} /> : null}
    </Modal>
  )
}

interface FormProps {
  onClose: () => void
  customer: Customer | undefined
  name: string
  onSaved: ((customer: Customer) => void) | undefined
}

function CustomerForm({ onClose, customer: given, name, onSaved }: FormProps) {
  // As it was when the dialog opened: what somebody else saves meanwhile is then refused rather than overwritten.
  const [customer] = useState(given)
  const [owner, setOwner] = useState(customer?.owner?.id ?? null)
  const { user } = useSession()
  const seesPeople = useSeesPeople()
  const mayGiveAway = useMay('customer.read') && seesPeople
  const form = useForm<Fields & { ownerId?: string; whole?: string }>({
    mode: 'controlled',
    initialValues: customer ? pick(customer) : { ...empty, name },
    validate: { name: (value) => (value.trim() === '' ? 'What is the customer called?' : null) },
  })
  const options = {
    entity: 'customer',
    onDone: (saved: Customer) => {
      onClose()
      onSaved?.(saved)
    },
    onError: (error: unknown) => {
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  } as const
  const create = useDocumentAction(trpc.customer.create, { ...options, done: (saved) => `${saved.name} created` })
  const update = useDocumentAction(trpc.customer.update, { ...options, done: (saved) => `${saved.name} saved` })
  const submit = ({ code, ...fields }: Fields) => {
    const typed = {
      ...fields,
      ...(code.trim() === '' ? {} : { code }),
      ...(mayGiveAway && owner !== (customer?.owner?.id ?? null) ? { ownerId: owner } : {}),
    }
    if (customer) update.mutate({ id: customer.id, version: customer.version, ...typed })
    else create.mutate(typed)
  }
  return (
    <Form onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        {form.errors.whole ? (
          <Alert color="red" variant="light" role="alert">
            {form.errors.whole}
          </Alert>
        ) : null}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput
            label="Name"
            required
            maxLength={200}
            data-autofocus={name === '' || undefined}
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Code"
            description={customer ? undefined : 'Made from the name when left empty'}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={40}
            {...form.getInputProps('code')}
          />
          <TextInput
            label="E-mail"
            type="email"
            maxLength={254}
            data-autofocus={name !== '' || undefined}
            {...form.getInputProps('email')}
          />
          <TextInput label="Phone" type="tel" maxLength={60} {...form.getInputProps('phone')} />
        </SimpleGrid>
        <Textarea label="Address" maxLength={500} {...form.getInputProps('address')} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput label="Tax id" maxLength={60} {...form.getInputProps('taxId')} />
          {mayGiveAway ? (
            <PersonPicker
              label="Owner"
              placeholder={customer ? 'Nobody' : personName(user)}
              clearable
              error={form.errors.ownerId}
              value={owner}
              initialLabel={customer?.owner?.name}
              onChange={setOwner}
            />
          ) : null}
        </SimpleGrid>
      </Stack>
      <FormButtons
        verb={customer ? 'Save' : 'Create customer'}
        loading={create.isPending || update.isPending}
        onCancel={onClose}
      />
    </Form>
  )
}

const pick = ({ name, code, email, phone, address, taxId }: Customer): Fields => ({
  name,
  code,
  email,
  phone,
  address,
  taxId,
})
