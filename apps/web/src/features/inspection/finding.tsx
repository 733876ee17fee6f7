import type { PendingInspection } from '@framewright/contracts/inspection/inspection.schema'
import { judge, sayFinding } from '@framewright/contracts/inspection/judging'
import { Button, List, Stack, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { PiecesStepper } from '~/features/task/pieces-stepper.tsx'
import type { Given } from './readings.tsx'
import type { Recorded } from './use-recording.ts'

interface Props {
  inspection: PendingInspection
  given: readonly Given[]
  busy: boolean
  onRecord: (recorded: Recorded) => void
}

/** What the readings come to; of what did not pass, how many and what is wrong. */
export function Finding({ inspection, given, busy, onRecord }: Props) {
  const { characteristics, sampleSize, quantity } = inspection
  const { failing } = judge(characteristics, sampleSize, given)
  const pieces = new Set(failing.map(({ sample }) => sample))
  // Where every piece was looked at, those that are bad are known; of a sample, one bad piece speaks for all.
  const known = !pieces.has(0) && String(sampleSize) === quantity
  const [failed, setFailed] = useState(known && pieces.size > 0 ? String(pieces.size) : quantity)
  const [defect, setDefect] = useState(failing[0]?.name ?? '')
  const [bad, setBad] = useState(failing.length > 0)
  if (!bad) {
    const asked = characteristics.length === 0
    return (
      <>
        <Title order={1}>{asked ? 'Is it as it should be?' : 'All is as it should be'}</Title>
        <Button size="xl" color="green.9" loading={busy} onClick={() => onRecord({ result: 'PASSED' })}>
          Passes
        </Button>
        {asked ? (
          <Button size="xl" color="red.9" disabled={busy} onClick={() => setBad(true)}>
            Fails
          </Button>
        ) : null}
      </>
    )
  }
  const tooMany = /^\d+$/.test(quantity) && Number(failed) > Number(quantity)
  const fine = /^\d+(\.\d+)?$/.test(failed) && Number(failed) > 0 && !tooMany
  return (
    <Stack>
      <Title order={1}>It fails</Title>
      <List>
        {failing.map((one) => {
          const characteristic = characteristics.find(({ lineNo }) => lineNo === one.lineNo)
          return characteristic ? (
            <List.Item key={`${one.lineNo}:${one.sample}`}>{sayFinding(characteristic, one)}</List.Item>
          ) : null
        })}
      </List>
      <PiecesStepper
        label={`How many of ${quantity} are not good`}
        value={failed}
        error={tooMany ? `There are ${quantity}` : undefined}
        onChange={setFailed}
      />
      <TextInput
        size="lg"
        label="What is wrong"
        maxLength={120}
        value={defect}
        onChange={(event) => setDefect(event.currentTarget.value)}
      />
      <Button
        size="xl"
        color="red.9"
        loading={busy}
        disabled={!fine}
        onClick={() => onRecord({ result: 'FAILED', failedQuantity: failed, defect: defect.trim() })}
      >
        Record that it fails
      </Button>
    </Stack>
  )
}
