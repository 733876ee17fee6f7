import type { Permission } from '@framewright/contracts/permissions'
import type { Role } from '@framewright/contracts/role/role.schema'
import { Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Form, FormButtons, FormError } from '~/components/form.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { roleCode } from './role-code.ts'

interface Props {
  opened: boolean
  onClose: () => void
  onCreated: (role: Role) => void
}

/** A new role: its name, and another to begin with; its permissions are chosen on its own page. */
export function RoleDialog({ opened, onClose, onCreated }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="New role">
      {opened ? <RoleForm onClose={onClose} onCreated={onCreated} /> : null}
    </Modal>
  )
}

const values = { name: '', code: '', description: '', like: '', whole: '' }

function RoleForm({ onClose, onCreated }: Omit<Props, 'opened'>) {
  const held = useSession().permissions
  const roles = trpc.role.list.useQuery()
  const form = useForm<typeof values>({
    mode: 'controlled',
    initialValues: values,
    validate: { name: (name) => (name.trim() === '' ? 'What is it called?' : null) },
  })
  const create = useDocumentAction(trpc.role.create, {
    entity: 'role',
    done: (role) => `${role.name} created`,
    onDone: (role) => {
      onClose()
      onCreated(role)
    },
    onError: (error) => {
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  })
  const submit = ({ name, code, description, like }: typeof values) => {
    const permissions: Permission[] = roles.data?.items.find((role) => String(role.id) === like)?.permissions ?? []
    create.mutate({
      name,
      code: code.trim() || roleCode(name),
      description,
      // Only what one holds can be given; the rest of the example is left out.
      permissions: permissions.filter((permission) => held.has(permission)),
    })
  }
  return (
    <Form onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        <FormError>{form.errors.whole}</FormError>
        <TextInput label="Name" required maxLength={80} data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label="Code"
          description="For the API and for exports; stays as it is"
          placeholder={roleCode(form.values.name)}
          maxLength={40}
          {...form.getInputProps('code')}
          onChange={(event) => form.setFieldValue('code', event.currentTarget.value.toUpperCase())}
        />
        <TextInput label="What for" maxLength={500} {...form.getInputProps('description')} />
        <Select
          label="Begin with the permissions of"
          placeholder="None"
          clearable
          data={(roles.data?.items ?? []).map((role) => ({ value: String(role.id), label: role.name }))}
          value={form.values.like || null}
          onChange={(like) => form.setFieldValue('like', like ?? '')}
        />
      </Stack>
      <FormButtons verb="Create role" loading={create.isPending} onCancel={onClose} />
    </Form>
  )
}
