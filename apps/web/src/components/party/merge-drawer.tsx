import { Alert, Button, Drawer, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconArrowsExchange } from '@tabler/icons-react'
import { useState } from 'react'
import { errorSentence } from '~/lib/errors.ts'
import { FormBar } from '../form-bar.tsx'
import { QueryBlock } from '../query-block.tsx'
import { type Details, filled, mergePlan } from './merge-plan.ts'
import { MergePreview } from './merge-preview.tsx'
import type { PartyChoice, PartySearch } from './party.ts'
import { PartyPicker } from './party-picker.tsx'

/** A customer or a supplier, as far as merging looks at it. */
export type Mergeable = Details & { id: number; version: number }

/** What differs between customers and suppliers. The hooks are the same ones at every render. */
export interface MergeKind {
  noun: string
  /** "sales order". */
  orderNoun: string
  /** Also inactive ones: a duplicate may well be. */
  useParties: PartySearch
  useOne: (id: number | null) => { data: Mergeable | undefined; error: unknown; refetch: () => unknown }
  /** How many orders one has. */
  useOrders: (id: number | undefined) => number | undefined
  /** `fill` gives the kept one what it lacked; `merge` then takes the duplicate away and goes to the kept one's page. */
  useMerge: (onError: (error: unknown) => true) => {
    fill: (id: number, version: number, gaps: Partial<Details>) => Promise<unknown>
    merge: (id: number, duplicateId: number) => Promise<unknown>
    running: boolean
  }
}

interface Props {
  kind: MergeKind
  party: Mergeable
  opened: boolean
  onClose: () => void
}

/** Two that are one: choose the duplicate, see what goes where, and merge. */
export function MergeDrawer({ kind, party, opened, onClose }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size={640} title={`Merge a duplicate of ${party.name}`}>
      {opened ? <MergeForm kind={kind} party={party} onClose={onClose} /> : null}
    </Drawer>
  )
}

function MergeForm({ kind, party, onClose }: Omit<Props, 'opened'>) {
  const [choice, setChoice] = useState<PartyChoice>({ id: null, name: '' })
  /** The one this was opened from is the duplicate. */
  const [turned, setTurned] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const otherId = choice.id === party.id ? null : choice.id
  const other = kind.useOne(otherId)
  const { fill, merge, running } = kind.useMerge((error) => {
    setRefusal(errorSentence(error))
    return true
  })
  const run = async (kept: Mergeable, duplicate: Mergeable) => {
    setRefusal(null)
    const gaps = filled(mergePlan(kept, duplicate))
    try {
      // The gaps first: once merged, the duplicate can no longer be asked.
      if (Object.keys(gaps).length > 0) await fill(kept.id, kept.version, gaps)
      await merge(kept.id, duplicate.id)
      onClose()
    } catch {
      // Said above the form by then.
    }
  }

  return (
    <Stack gap="md">
      {refusal ? (
        <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
          {refusal}
        </Alert>
      ) : null}
      <PartyPicker
        label="The other one"
        noun={kind.noun}
        useParties={kind.useParties}
        value={choice}
        onChange={setChoice}
        error={choice.id === party.id ? `This is ${party.name} itself` : undefined}
        autoFocus
      />
      {otherId === null ? (
        <Text size="sm" c="dimmed">
          All orders of the duplicate become the other’s, and the duplicate is deleted. You see what goes where before
          anything happens.
        </Text>
      ) : (
        <QueryBlock query={other}>
          {(found) => {
            const [kept, duplicate] = turned ? [found, party] : [party, found]
            return (
              <>
                <Preview kind={kind} kept={kept} duplicate={duplicate} />
                <FormBar plain>
                  <Button
                    variant="subtle"
                    leftSection={<IconArrowsExchange size={16} aria-hidden />}
                    onClick={() => setTurned(!turned)}
                  >
                    Keep {duplicate.name} instead
                  </Button>
                  <Button ml="auto" color="red.9" loading={running} onClick={() => void run(kept, duplicate)}>
                    Merge
                  </Button>
                </FormBar>
              </>
            )
          }}
        </QueryBlock>
      )}
    </Stack>
  )
}

function Preview({ kind, kept, duplicate }: { kind: MergeKind; kept: Mergeable; duplicate: Mergeable }) {
  const staying = kind.useOrders(kept.id)
  const moving = kind.useOrders(duplicate.id)
  return <MergePreview kept={kept} duplicate={duplicate} staying={staying} moving={moving} orderNoun={kind.orderNoun} />
}
