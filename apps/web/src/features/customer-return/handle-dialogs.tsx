import * as decimal from '@framewright/contracts/core/decimal'
import type { CustomerReturn } from '@framewright/contracts/customer-return/customer-return.schema'
import { Alert, Button, Drawer, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { PartLines } from '~/components/part-lines/part-lines.tsx'
import { usePartCounts } from '~/components/part-lines/use-part-counts.ts'
import { formatQuantity } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { decimalOf } from '~/lib/typed-number.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  returned: CustomerReturn
  opened: boolean
  onClose: () => void
}
interface FormProps {
  returned: CustomerReturn
  onDone: () => void
}

/** Counts what has come; it lies in quarantine then. */
export function ReceiveReturn({ returned, opened, onClose }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size={640} title={`Receive ${returned.number}`}>
      {opened ? <ReceiveForm returned={returned} onDone={onClose} /> : null}
    </Drawer>
  )
}

function ReceiveForm({ returned, onDone }: FormProps) {
  const parts = usePartCounts(returned.lines.map((line) => ({ ...line, outstanding: line.quantity })))
  const receive = useDocumentAction(trpc.customerReturn.receive, {
    entity: 'customerReturn',
    done: `${returned.number} lies in quarantine`,
    onDone,
    onError: (error) => {
      parts.refuse(error)
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (parts.wrong) return
    const came = new Map(parts.counted.map((part) => [part.lineId, part.quantity]))
    const lines = returned.lines.map((line) => ({ lineId: line.id, received: came.get(line.id) ?? '0' }))
    receive.mutate({ id: returned.id, lines })
  }
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <Refusal message={parts.refusal} />
        <PartLines
          parts={parts}
          hint="Count what came. What did not come stays with the customer."
          labelOf={(line) => `Came of ${line.itemName}`}
          words={{ whole: 'sold', open: 'announced' }}
        />
      </Stack>
      <FormButtons verb="Receive" loading={receive.isPending} onCancel={onDone} />
    </Form>
  )
}

/** Says of every piece that came whether it passed, and why not. */
export function InspectReturn({ returned, opened, onClose }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size={640} title={`Inspect ${returned.number}`}>
      {opened ? <InspectForm returned={returned} onDone={onClose} /> : null}
    </Drawer>
  )
}

interface Finding {
  failed: string
  finding: string
}
const clean: Finding = { failed: '0', finding: '' }

function InspectForm({ returned, onDone }: FormProps) {
  const came = returned.lines.filter((line) => decimal.isPositive(line.received ?? '0'))
  const [found, setFound] = useState<Readonly<Record<number, Finding>>>({})
  const [refusal, setRefusal] = useState<string>()
  const inspect = useDocumentAction(trpc.customerReturn.inspect, {
    entity: 'customerReturn',
    done: `${returned.number} inspected`,
    onDone,
  })
  const change = (id: number, part: Partial<Finding>) =>
    setFound({ ...found, [id]: { ...clean, ...found[id], ...part } })
  const judged = came.map((line) => {
    const { failed: typed, finding } = found[line.id] ?? clean
    const failed = typed.trim() === '' ? '0' : decimalOf(typed)
    const received = line.received ?? '0'
    const wrong = failed === null || decimal.compare(failed, 0) < 0 || decimal.compare(failed, received) > 0
    return { line, typed, finding, failed: failed ?? '0', received, wrong }
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (judged.some((one) => one.wrong)) return setRefusal('No more can fail than came.')
    setRefusal(undefined)
    inspect.mutate({
      id: returned.id,
      lines: judged.map(({ line, failed, finding, received }) => ({
        lineId: line.id,
        failed,
        passed: decimal.quantity(decimal.subtract(received, failed)),
        finding,
      })),
    })
  }
  const allFailed = () =>
    setFound(
      Object.fromEntries(
        came.map((line) => [line.id, { ...clean, ...found[line.id], failed: formatless(line.received) }]),
      ),
    )
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <Refusal message={refusal} />
        <Group gap="xs">
          <Text size="sm" c="dimmed" flex={1}>
            Say how many failed; the others have passed and can be sold again.
          </Text>
          <Button size="compact-sm" variant="subtle" onClick={allFailed}>
            All failed
          </Button>
        </Group>
        {judged.map(({ line, typed, finding, received, wrong }) => (
          <Group key={line.id} gap="sm" align="flex-start" wrap="wrap" role="group" aria-label={line.itemName}>
            <div style={{ flex: '1 1 160px' }}>
              <div>{line.itemName}</div>
              <Text size="sm" c="dimmed">
                {line.sku} · {formatQuantity(received)} came
              </Text>
            </div>
            <TextInput
              aria-label={`Failed of ${line.itemName}`}
              label="Failed"
              w={90}
              inputMode="decimal"
              autoComplete="off"
              error={wrong ? `0 to ${formatQuantity(received)}` : undefined}
              value={typed}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => change(line.id, { failed: event.currentTarget.value })}
            />
            <TextInput
              aria-label={`Finding on ${line.itemName}`}
              label="Finding"
              maxLength={500}
              style={{ flex: '1 1 180px' }}
              value={finding}
              onChange={(event) => change(line.id, { finding: event.currentTarget.value })}
            />
          </Group>
        ))}
      </Stack>
      <FormButtons verb="Inspected" loading={inspect.isPending} onCancel={onDone} />
    </Form>
  )
}

const formatless = (value: string | null) => decimal.quantity(value ?? '0')

function Refusal({ message }: { message: string | undefined }) {
  return message === undefined ? null : (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
      {message}
    </Alert>
  )
}
