import type { Disposition } from '@framewright/contracts/non-conformance/non-conformance.lifecycle'
import { Button, Radio, Stack, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Form } from '~/components/form.tsx'
import { lookOf } from '~/state/state-table.ts'

/** What follows from it, at once and by itself. */
const follows: Record<Disposition, string> = {
  USE_AS_IS: 'It counts as good: the goods go on to where they were bound, and a delivery may leave.',
  REWORK: 'It is mended and inspected again; of a frame a work order says so to the bench.',
  REMAKE: 'It goes to scrap, and the failed part alone is ordered anew.',
  SCRAP: 'It goes to scrap, at cost.',
  RETURN: 'It goes back to its supplier, at the price it came for.',
}

interface Props {
  /** What this person may decide. */
  dispositions: readonly Disposition[]
  loading: boolean
  onDecide: (decision: { disposition: Disposition; notes: string }) => void
}

/** Chosen first and decided then: stock moves with it, and nothing takes it back. */
export function DispositionForm({ dispositions, loading, onDecide }: Props) {
  const [chosen, choose] = useState<Disposition | null>(null)
  const [notes, setNotes] = useState('')
  const [asked, setAsked] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (chosen !== null && !loading) onDecide({ disposition: chosen, notes: notes.trim() })
  }
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <Radio.Group
          label="Decision"
          required
          error={asked && chosen === null ? 'What becomes of it?' : undefined}
          value={chosen}
          onChange={(next) => choose(next as Disposition)}
        >
          <Stack gap="sm" mt="xs">
            {dispositions.map((disposition) => (
              <Radio
                key={disposition}
                value={disposition}
                label={lookOf('disposition', disposition).word}
                description={follows[disposition]}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label="Why, and what to do"
          autosize
          minRows={2}
          maxLength={2000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <Button type="submit" loading={loading} style={{ alignSelf: 'flex-start' }}>
          Decide
        </Button>
      </Stack>
    </Form>
  )
}
