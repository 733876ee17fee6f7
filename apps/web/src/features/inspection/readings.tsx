import type { PendingInspection } from '@framewright/contracts/inspection/inspection.schema'
import { judgeReading } from '@framewright/contracts/inspection/judging'
import type { Characteristic } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Finding } from './finding.tsx'
import { useRecording } from './use-recording.ts'

/** What was found of one characteristic of one piece; sample 0: of all of them. */
export interface Given {
  lineNo: number
  sample: number
  value?: string
  passed?: boolean
}

/** One characteristic of one piece on the screen at a time; red or green at once; all of it sent in one. */
export function Readings({ inspection, onDone }: { inspection: PendingInspection; onDone: () => void }) {
  const { number, characteristics, sampleSize } = inspection
  const steps = characteristics.flatMap((characteristic) =>
    characteristic.kind === 'PASS_FAIL'
      ? [{ characteristic, sample: 0 }]
      : Array.from({ length: sampleSize }, (_, index) => ({ characteristic, sample: index + 1 })),
  )
  const [given, setGiven] = useState<Given[]>([])
  const recording = useRecording(inspection, onDone)
  const step = steps[given.length]
  return (
    <div>
      <Stack gap="lg" maw={520} mx="auto">
        <div>
          <Text c="dimmed">
            {number}, {inspection.item.name}
          </Text>
          <Progress value={(given.length / Math.max(1, steps.length)) * 100} aria-label="How far it is" />
        </div>
        {step === undefined ? (
          <Finding
            inspection={inspection}
            given={given}
            busy={recording.busy}
            onRecord={(found) => void recording.record({ ...found, readings: given })}
          />
        ) : (
          <>
            <Title order={1}>{step.characteristic.name}</Title>
            {step.sample > 0 && sampleSize > 1 ? (
              <Text>
                Piece {step.sample} of {sampleSize}
              </Text>
            ) : null}
            {step.characteristic.instructions ? <Text>{step.characteristic.instructions}</Text> : null}
            <OneReading
              key={given.length}
              characteristic={step.characteristic}
              onTake={(found) =>
                setGiven([...given, { lineNo: step.characteristic.lineNo, sample: step.sample, ...found }])
              }
            />
          </>
        )}
        <Button
          size="lg"
          variant="default"
          disabled={recording.busy}
          onClick={() => (given.length === 0 ? onDone() : setGiven(given.slice(0, -1)))}
        >
          Back
        </Button>
      </Stack>
    </div>
  )
}

const said = { good: 'Within its limits', tooLow: 'Too low', tooHigh: 'Too high', bad: 'Not good' }

function OneReading(props: {
  characteristic: Characteristic
  onTake: (found: Pick<Given, 'value' | 'passed'>) => void
}) {
  const { characteristic, onTake } = props
  const { kind, lower, upper, unit } = characteristic
  const [typed, setTyped] = useState('')
  if (kind === 'PASS_FAIL') {
    return (
      <Group grow>
        <Button size="xl" color="green.9" onClick={() => onTake({ passed: true })}>
          Good
        </Button>
        <Button size="xl" color="red.9" onClick={() => onTake({ passed: false })}>
          Not good
        </Button>
      </Group>
    )
  }
  const isNumber = /^-?\d{1,12}(\.\d{1,6})?$/.test(typed)
  const verdict = isNumber ? judgeReading(characteristic, { value: typed }) : undefined
  const colour = verdict === undefined ? {} : { color: verdict === 'good' ? 'green.9' : 'red.9' }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isNumber) onTake({ value: typed })
      }}
    >
      <Stack>
        <DecimalInput
          autoFocus
          size="xl"
          label={`${lower ?? '…'} to ${upper ?? '…'} ${unit}`}
          value={typed}
          onChange={setTyped}
        />
        <Text
          size="lg"
          fw={700}
          mih={28}
          role="status"
          {...(verdict === undefined ? {} : { c: verdict === 'good' ? 'green' : 'red' })}
        >
          {verdict === undefined ? '' : said[verdict]}
        </Text>
        <Button type="submit" size="xl" disabled={!isNumber} {...colour}>
          Next
        </Button>
      </Stack>
    </form>
  )
}
