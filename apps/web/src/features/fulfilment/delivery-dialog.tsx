import type { DeliveryType } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { Fulfilment } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Alert, Modal, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { CannotLeave } from '~/features/inspection/outgoing/cannot-leave.tsx'
import { errorSentence } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { deliveryWords } from './fulfilment-sessions.tsx'

interface Props {
  fulfilment: Fulfilment
  opened: boolean
  onClose: () => void
}

/** How it leaves, or, once it has left, that it has arrived. */
export function DeliveryDialog({ fulfilment, opened, onClose }: Props) {
  const leaves = fulfilment.status === 'PACKED'
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={leaves ? `Dispatch ${fulfilment.number}` : `${fulfilment.number} has arrived`}
    >
      {opened ? (
        leaves ? (
          <Leaving fulfilment={fulfilment} onDone={onClose} />
        ) : (
          <Arriving fulfilment={fulfilment} onDone={onClose} />
        )
      ) : null}
    </Modal>
  )
}

const types = (Object.keys(deliveryWords) as DeliveryType[]).map((value) => ({ value, label: deliveryWords[value] }))
const hints: Record<DeliveryType, string> = {
  COURIER: 'Somebody else’s van takes it.',
  DIRECT: 'Our driver brings it, and says when it has arrived.',
  INTERNAL: 'Somebody carries it over by hand, and says when it has arrived.',
}

interface FormProps {
  fulfilment: Fulfilment
  onDone: () => void
}

function Leaving({ fulfilment, onDone }: FormProps) {
  const [deliveryType, setType] = useState<DeliveryType>('COURIER')
  const [courierName, setCourier] = useState('')
  const [trackingNo, setTracking] = useState('')
  const [userEmail, setEmail] = useState('')
  const [notes, setNotes] = useState('')
  const [asked, setAsked] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const start = useDocumentAction(trpc.fulfilment.startDelivery, {
    entity: 'fulfilment',
    done: `${fulfilment.number} is on its way`,
    onDone,
    onError: (refusal) => {
      setError(errorSentence(refusal))
      return true
    },
  })
  const courier = deliveryType === 'COURIER'
  const missing = (courier ? courierName : userEmail).trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    setError(null)
    if (missing) return
    start.mutate({
      fulfilmentId: fulfilment.id,
      deliveryType,
      notes,
      ...(courier ? { courierName, trackingNo } : { userEmail: userEmail.trim() }),
    })
  }
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <Refusal error={error} />
        <CannotLeave source={{ fulfilmentId: fulfilment.id }} />
        <SegmentedControl
          fullWidth
          aria-label="How it leaves"
          data={types}
          value={deliveryType}
          onChange={(value) => setType(value as DeliveryType)}
        />
        <Text size="sm" c="dimmed">
          {hints[deliveryType]}
        </Text>
        {courier ? (
          <>
            <TextInput
              label="Courier"
              required
              maxLength={120}
              data-autofocus
              error={asked && missing ? 'Say who takes it' : undefined}
              value={courierName}
              onChange={(event) => setCourier(event.currentTarget.value)}
            />
            <TextInput
              label="Tracking number"
              maxLength={120}
              value={trackingNo}
              onChange={(event) => setTracking(event.currentTarget.value)}
            />
          </>
        ) : (
          <EmailField
            label={deliveryType === 'DIRECT' ? 'The driver’s e-mail' : 'E-mail of who carries it'}
            missing={asked && missing}
            value={userEmail}
            onChange={setEmail}
          />
        )}
        <Textarea
          label="Notes"
          maxLength={2000}
          autosize
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
      </Stack>
      <FormButtons verb="Dispatch" loading={start.isPending} onCancel={onDone} />
    </Form>
  )
}

function Arriving({ fulfilment, onDone }: FormProps) {
  const session = fulfilment.sessions.find((one) => one.stage === 'DELIVERY' && one.undoneAt === null)
  const courier = session?.deliveryType === 'COURIER'
  const [userEmail, setEmail] = useState('')
  const [notes, setNotes] = useState('')
  const [asked, setAsked] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const complete = useDocumentAction(trpc.fulfilment.completeDelivery, {
    entity: 'fulfilment',
    done: `${fulfilment.number} is delivered`,
    onDone,
    onError: (refusal) => {
      setError(errorSentence(refusal))
      return true
    },
  })
  const missing = !courier && userEmail.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    setError(null)
    if (missing) return
    const email = userEmail.trim()
    complete.mutate({ fulfilmentId: fulfilment.id, notes, ...(email === '' ? {} : { userEmail: email }) })
  }
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <Refusal error={error} />
        <Text size="sm">
          {courier
            ? `${session.courierName} has handed it over.`
            : `${session?.user.name ?? 'Whoever'} took it along, and says that it has arrived.`}
        </Text>
        {courier ? null : (
          <EmailField
            label={session ? `E-mail of ${session.user.name}` : 'E-mail'}
            missing={asked && missing}
            value={userEmail}
            onChange={setEmail}
          />
        )}
        <Textarea
          label="Notes"
          placeholder="Who took it, where it was left"
          maxLength={2000}
          autosize
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
      </Stack>
      <FormButtons verb="Delivered" loading={complete.isPending} onCancel={onDone} />
    </Form>
  )
}

function EmailField(props: { label: string; missing: boolean; value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      label={props.label}
      type="email"
      autoComplete="off"
      required
      maxLength={254}
      data-autofocus
      error={props.missing ? 'Say who takes it along' : undefined}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

function Refusal({ error }: { error: string | null }) {
  return error === null ? null : (
    <Alert color="red" variant="light" role="alert">
      {error}
    </Alert>
  )
}
