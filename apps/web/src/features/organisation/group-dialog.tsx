import type { NamedGroup } from '@framewright/contracts/organisation/organisation.schema'
import { Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { type GroupKind, groupWords } from './group-words.ts'

interface Props {
  kind: GroupKind
  /** The one to rename, a new one, or none: closed. */
  edited: NamedGroup | 'new' | null
  onClose: () => void
}

/** Names a department or a job title. */
export function GroupDialog({ kind, edited, onClose }: Props) {
  const { one } = groupWords[kind]
  const title = edited === 'new' || edited === null ? `New ${one}` : `Rename ${edited.name}`
  return (
    <Modal opened={edited !== null} onClose={onClose} title={title}>
      {edited === null ? null : <GroupForm kind={kind} edited={edited} onClose={onClose} />}
    </Modal>
  )
}

function GroupForm({ kind, edited, onClose }: { kind: GroupKind; edited: NamedGroup | 'new'; onClose: () => void }) {
  const given = edited === 'new' ? null : edited
  const [name, setName] = useState(given?.name ?? '')
  const [error, setError] = useState<string>()
  const onError = (thrown: unknown) => {
    setError(fieldErrors(thrown).name ?? errorSentence(thrown))
    return true
  }
  const create = useDocumentAction(trpc[kind].create, {
    entity: kind,
    done: (made) => `${made.name} created`,
    onError,
    onDone: onClose,
  })
  const update = useDocumentAction(trpc[kind].update, {
    entity: kind,
    done: (made) => `${made.name} saved`,
    onError,
    onDone: onClose,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setError(undefined)
    if (given === null) create.mutate({ name })
    else update.mutate({ id: given.id, version: given.version, name })
  }
  return (
    <Form onSubmit={submit}>
      <TextInput
        label="Name"
        required
        maxLength={80}
        data-autofocus
        error={error}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FormButtons
        verb={given === null ? 'Create' : 'Save'}
        loading={create.isPending || update.isPending}
        onCancel={onClose}
      />
    </Form>
  )
}
