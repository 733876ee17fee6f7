import type { CreatedApiKey } from '@framewright/contracts/api-key/api-key.schema'
import type { Permission } from '@framewright/contracts/permissions'
import { Alert, Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { CopyField } from '~/components/copy-field.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { PermissionPicker } from '~/features/role/permission-picker.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useApiKeyChange } from './use-api-key-change.ts'

/** Makes a key: what it is for, what it may do, how long it lives. The key itself is shown this once. */
export function ApiKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [made, setMade] = useState<CreatedApiKey | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? `The key for ${made.name}` : 'New API key'}
      size={made ? 'lg' : 'xl'}
      // A slip beside the dialog must not lose the key that is shown only once.
      closeOnClickOutside={made === null}
    >
      {made ? <NewKey made={made} onClose={close} /> : opened ? <KeyForm onClose={close} onMade={setMade} /> : null}
    </Modal>
  )
}

function NewKey({ made, onClose }: { made: CreatedApiKey; onClose: () => void }) {
  return (
    <Stack gap="md">
      <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="status">
        Copy it now and keep it where the service reads it. It is stored here only as a hash and cannot be shown again.
      </Alert>
      <CopyField label="API key" value={made.key} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          I have it
        </Button>
      </Group>
    </Stack>
  )
}

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: 'never', label: 'Never' },
]
const dayMs = 24 * 60 * 60_000

function KeyForm({ onClose, onMade }: { onClose: () => void; onMade: (made: CreatedApiKey) => void }) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<ReadonlySet<Permission>>(new Set())
  const [lifetime, setLifetime] = useState('90')
  const [rate, setRate] = useState<number | string>(6000)
  const [error, setError] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const create = useApiKeyChange(trpc.apiKey.create, `${name} created`, onMade, setError)
  const nameMissing = asked && name.trim() === ''
  const scopesMissing = asked && scopes.size === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    setError(null)
    if (name.trim() === '' || scopes.size === 0) return
    const expiresAt = lifetime === 'never' ? null : new Date(Date.now() + Number(lifetime) * dayMs).toISOString()
    const ratePerMinute = typeof rate === 'number' ? rate : 6000
    create.mutate({ name, scopes: [...scopes], expiresAt, ratePerMinute })
  }
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        {error ? (
          <Alert color="red" variant="light" role="alert">
            {error}
          </Alert>
        ) : null}
        <Group grow align="flex-start">
          <TextInput
            label="What is it for"
            placeholder="Accounting export"
            required
            maxLength={80}
            data-autofocus
            error={nameMissing ? 'A name tells keys apart later' : undefined}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label="Expires after"
            data={lifetimes}
            allowDeselect={false}
            value={lifetime}
            onChange={(value) => setLifetime(value ?? '90')}
          />
          <NumberInput
            label="Requests a minute"
            min={1}
            max={60000}
            allowDecimal={false}
            thousandSeparator=" "
            value={rate}
            onChange={setRate}
          />
        </Group>
        {scopesMissing ? (
          <Alert color="red" variant="light" role="alert">
            Choose at least one thing that the key may do.
          </Alert>
        ) : null}
        <PermissionPicker label="It may" value={scopes} onChange={setScopes} />
      </Stack>
      <FormButtons verb="Create key" loading={create.isPending} onCancel={onClose} />
    </Form>
  )
}
