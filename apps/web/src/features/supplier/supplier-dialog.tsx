import type { Supplier } from '@framewright/contracts/supplier/supplier.schema'
import { Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { emptyParty, PartyFields, type PartyFieldValues, partyFieldsOf } from '~/components/party/party-fields.tsx'
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
  const form = useForm<PartyFieldValues & { whole?: string }>({
    mode: 'controlled',
    initialValues: supplier ? partyFieldsOf(supplier) : emptyParty,
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
  const submit = ({ code, ...fields }: PartyFieldValues) => {
    const typed = code.trim() === '' ? fields : { ...fields, code }
    if (supplier) update.mutate({ id: supplier.id, version: supplier.version, ...typed })
    else create.mutate(typed)
  }
  return (
    <Form onSubmit={form.onSubmit(submit)}>
      <PartyFields form={form} isNew={supplier === undefined} />
      <FormButtons
        verb={supplier ? 'Save' : 'Create supplier'}
        loading={create.isPending || update.isPending}
        onCancel={onClose}
      />
    </Form>
  )
}
