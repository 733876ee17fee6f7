import { type Permission, superadminRole } from '@framewright/contracts/permissions'
import type { Role } from '@framewright/contracts/role/role.schema'
import { Alert, Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Form } from '~/components/form.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { UnsavedGuard } from '~/components/unsaved-guard.tsx'
import { confirm } from '~/lib/confirm.ts'
import { errorSentence } from '~/lib/errors.ts'
import { plural } from '~/lib/format.ts'
import { useMay, useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { PermissionPicker } from './permission-picker.tsx'
import { RolePeople } from './role-people.tsx'

/** One role: what it is called, what it allows, and who has it. */
export function RolePage({ role }: { role: Role }) {
  const navigate = useNavigate()
  const mayWrite = useMay('role.write')
  const maySeeUsers = useMay('user.read')
  const remove = useDocumentAction(trpc.role.remove, {
    entity: 'role',
    done: `${role.name} deleted`,
    onDone: () => void navigate({ to: '/roles', replace: true }),
  })
  const askRemove = async () => {
    const message = 'Nobody has this role. It is deleted for good.'
    if (await confirm({ title: `Delete ${role.name}?`, message, verb: 'Delete', danger: true })) {
      remove.mutate({ id: role.id })
    }
  }
  // A seeded role stays, and so does one that somebody has.
  const mayRemove = mayWrite && !role.system && role.users === 0
  return (
    <Page>
      <PageHeader
        title={role.name}
        subtitle={`${role.code} · ${role.users === 0 ? 'nobody has it' : `${plural(role.users, 'person has it', 'people have it')}`}`}
        actions={mayRemove ? [{ label: 'Delete', icon: IconTrash, danger: true, run: () => void askRemove() }] : []}
      />
      <Columns
        main={<RoleEditor current={role} />}
        side={
          <>
            {maySeeUsers ? <RolePeople roleId={role.id} /> : null}
            <Section title="History">
              <Timeline entity="role" id={role.id} />
            </Section>
          </>
        }
      />
    </Page>
  )
}

/** What somebody else saves meanwhile is shown at once, unless that would take away what is being changed here. */
function RoleEditor({ current }: { current: Role }) {
  const [role, setRole] = useState(current)
  const mayWrite = useMay('role.write')
  const held = useSession().permissions
  const [name, setName] = useState(role.name)
  const [description, setDescription] = useState(role.description)
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(() => new Set(role.permissions))
  const [error, setError] = useState<string | null>(null)
  const update = useDocumentAction(trpc.role.update, {
    entity: 'role',
    done: (saved) => `${saved.name} saved`,
    onDone: (saved) => begin(saved),
    onError: (thrown) => {
      setError(errorSentence(thrown))
      return true
    },
  })
  const changed =
    name !== role.name ||
    description !== role.description ||
    chosen.size !== role.permissions.length ||
    role.permissions.some((permission) => !chosen.has(permission))
  const locked = lockedBecause(role, mayWrite, held)
  const begin = (from: Role) => {
    setRole(from)
    setName(from.name)
    setDescription(from.description)
    setChosen(new Set(from.permissions))
    setError(null)
  }
  const overtaken = current.version > role.version
  useEffect(() => {
    if (overtaken && !changed) begin(current)
  })
  const submit = () => {
    setError(null)
    update.mutate({ id: role.id, version: role.version, name, description, permissions: [...chosen] })
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) submit()
      }}
    >
      <Section title="Role">
        <Stack gap="md">
          {error ? (
            <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
              {error}
            </Alert>
          ) : null}
          {overtaken && changed ? (
            <Alert color="yellow" variant="light" role="status">
              Somebody else has changed this role meanwhile. Undo shows it as it is now; make your changes again then.
            </Alert>
          ) : null}
          {locked ? (
            <Text size="sm" c="dimmed">
              {locked}
            </Text>
          ) : null}
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <TextInput
              label="Name"
              required
              maxLength={80}
              disabled={!mayWrite}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label="What for"
              maxLength={500}
              disabled={!mayWrite}
              value={description}
              onChange={(event) => setDescription(event.currentTarget.value)}
            />
          </SimpleGrid>
          <PermissionPicker label="May" value={chosen} onChange={setChosen} locked={locked} />
          {mayWrite ? (
            <Group justify="flex-end" gap="sm">
              <Button variant="default" disabled={!changed} onClick={() => begin(current)}>
                Undo
              </Button>
              <Button type="submit" disabled={!changed} loading={update.isPending}>
                Save
              </Button>
            </Group>
          ) : null}
        </Stack>
      </Section>
      <UnsavedGuard dirty={() => changed && !update.isPending} />
    </Form>
  )
}

/** Why none of the role's permissions can be changed, if that is so. */
function lockedBecause(role: Role, mayWrite: boolean, held: ReadonlySet<Permission>): string | undefined {
  if (!mayWrite) return 'You can see this role, but not change it.'
  if (role.code === superadminRole) return 'The super administrator always holds every permission.'
  if (role.permissions.some((permission) => !held.has(permission))) {
    return 'This role may do more than you, so you cannot change what it allows.'
  }
  return undefined
}
