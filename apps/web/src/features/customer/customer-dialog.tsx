import type { Customer } from '@framewright/contracts/customer/customer.schema'
import { Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { useSeesPeople } from '~/components/party/party.ts'
import { emptyParty, PartyFields, type PartyFieldValues, partyFieldsOf } from '~/components/party/party-fields.tsx'
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
  const form = useForm<PartyFieldValues & { ownerId?: string; whole?: string }>({
    mode: 'controlled',
    initialValues: customer ? partyFieldsOf(customer) : { ...emptyParty, name },
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
  const submit = ({ code, ...fields }: PartyFieldValues) => {
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
      <PartyFields form={form} isNew={customer === undefined} named={name !== ''}>
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
      </PartyFields>
      <FormButtons
        verb={customer ? 'Save' : 'Create customer'}
        loading={create.isPending || update.isPending}
        onCancel={onClose}
      />
    </Form>
  )
}
