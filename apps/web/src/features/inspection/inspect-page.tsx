import type { PendingInspection } from '@framewright/contracts/inspection/inspection.schema'
import { judgeReading } from '@framewright/contracts/inspection/judging'
import { Button, Group, Progress, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { EmptyState } from '~/components/empty-state.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText } from '~/components/text.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** What waits for an inspector, and one of them at a time: made for a phone held in one hand. */
export function InspectPage({ id }: { id: number | undefined }) {
  const navigate = useNavigate()
  const open = (next: number | undefined) =>
    void navigate({ to: '/inspect', search: next === undefined ? {} : { id: next } })
  const query = trpc.inspection.pending.useQuery({ limit: 100 })
  return (
    <Page>
      <QueryBlock query={query}>
        {({ items }) => {
          const one = items.find((item) => item.id === id)
          if (one !== undefined) return <Readings key={one.id} inspection={one} onDone={() => open(undefined)} />
          return (
            <>
              <PageHeader title="Inspect" />
              {items.length === 0 ? (
                <EmptyState title="Nothing waits" hint="What has to be inspected stands here as soon as it is there." />
              ) : null}
              <Stack gap="xs">
                {items.map((item) => (
                  <UnstyledButton
                    key={item.id}
                    onClick={() => open(item.id)}
                    p="md"
                    mih={64}
                    style={{ border: '1px solid var(--fw-line)', borderRadius: 8 }}
                  >
                    <Group justify="space-between" wrap="nowrap">
                      <div>
                        <Text fw={600}>{item.item.name}</Text>
                        <Text size="sm" c="dimmed">
                          {item.number} {item.source?.number ?? ''}
                        </Text>
                      </div>
                      <Stack gap={4} align="flex-end">
                        <StateBadge group="inspectionType" state={item.type} size="sm" />
                        <QuantityText value={item.quantity} unit={item.item.unit} />
                      </Stack>
                    </Group>
                  </UnstyledButton>
                ))}
              </Stack>
            </>
          )
        }}
      </QueryBlock>
    </Page>
  )
}

interface Given {
  lineNo: number
  sample: number
  value?: string
  passed?: boolean
}

/** One characteristic of one piece on the screen at a time; red or green at once; all of it sent in one. */
function Readings({ inspection, onDone }: { inspection: PendingInspection; onDone: () => void }) {
  const { id, number, characteristics, sampleSize } = inspection
  const steps = characteristics.flatMap((characteristic) =>
    characteristic.kind === 'PASS_FAIL'
      ? [{ characteristic, sample: 0 }]
      : Array.from({ length: sampleSize }, (_, index) => ({ characteristic, sample: index + 1 })),
  )
  const [at, setAt] = useState(0)
  const [typed, setTyped] = useState('')
  const [given, setGiven] = useState<Given[]>([])
  const record = useDocumentAction(trpc.inspection.record, {
    entity: 'inspection',
    done: (done) => `${number} has ${done.status === 'PASSED' ? 'passed' : 'failed'}`,
    onDone,
  })
  const send = (readings: Given[], result?: 'PASSED' | 'FAILED') =>
    record.mutate({ id, readings, ...(result === undefined ? {} : { result }) })
  const take = (reading: Omit<Given, 'lineNo' | 'sample'>) => {
    const step = steps[at]
    if (step === undefined) return
    setGiven([...given, { lineNo: step.characteristic.lineNo, sample: step.sample, ...reading }])
    setTyped('')
    setAt(at + 1)
  }
  const back = () => {
    if (at === 0) return onDone()
    setGiven(given.slice(0, -1))
    setAt(at - 1)
  }
  const step = steps[at]
  const isNumber = /^-?\d{1,12}(\.\d{1,6})?$/.test(typed)
  const verdict = step !== undefined && isNumber ? judgeReading(step.characteristic, { value: typed }) : undefined
  const colour = verdict === undefined ? undefined : verdict === 'good' ? 'green' : 'red'
  const said = { good: 'Within its limits', tooLow: 'Too low', tooHigh: 'Too high', bad: 'Not good' }
  return (
    <Stack gap="lg" maw={520} mx="auto">
      <div>
        <Text c="dimmed">
          {number}, {inspection.item.name}
        </Text>
        <Progress value={(at / Math.max(1, steps.length)) * 100} aria-label="How far it is" />
      </div>
      {step === undefined ? (
        <>
          <Title order={1}>{steps.length === 0 ? 'Is it as it should be?' : 'All is looked at'}</Title>
          {steps.length === 0 ? (
            <>
              <Button size="xl" color="green" loading={record.isPending} onClick={() => send([], 'PASSED')}>
                Passes
              </Button>
              <Button size="xl" color="red" loading={record.isPending} onClick={() => send([], 'FAILED')}>
                Fails
              </Button>
            </>
          ) : (
            <Button size="xl" loading={record.isPending} onClick={() => send(given)}>
              Record
            </Button>
          )}
        </>
      ) : (
        <>
          <Title order={1}>{step.characteristic.name}</Title>
          {step.sample > 0 && sampleSize > 1 ? (
            <Text>
              Piece {step.sample} of {sampleSize}
            </Text>
          ) : null}
          {step.characteristic.instructions ? <Text>{step.characteristic.instructions}</Text> : null}
          {step.characteristic.kind === 'NUMERIC' ? (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                if (isNumber) take({ value: typed })
              }}
            >
              <Stack>
                <DecimalInput
                  key={at}
                  autoFocus
                  size="xl"
                  label={`${step.characteristic.lower ?? '…'} to ${step.characteristic.upper ?? '…'} ${step.characteristic.unit}`}
                  value={typed}
                  onChange={setTyped}
                />
                <Text size="lg" fw={700} mih={28} role="status" {...(colour === undefined ? {} : { c: colour })}>
                  {verdict === undefined ? '' : said[verdict]}
                </Text>
                <Button
                  type="submit"
                  size="xl"
                  disabled={!isNumber}
                  {...(colour === undefined ? {} : { color: colour })}
                >
                  Next
                </Button>
              </Stack>
            </form>
          ) : (
            <Group grow>
              <Button size="xl" color="green" onClick={() => take({ passed: true })}>
                Good
              </Button>
              <Button size="xl" color="red" onClick={() => take({ passed: false })}>
                Not good
              </Button>
            </Group>
          )}
        </>
      )}
      <Button size="lg" variant="default" onClick={back}>
        Back
      </Button>
    </Stack>
  )
}
