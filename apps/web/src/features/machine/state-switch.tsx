import type { MachineDetail } from '@framewright/contracts/machine/machine.schema'
import { type MachineStateName, machineStates, statesWithReason } from '@framewright/contracts/machine/machine.states'
import { Autocomplete, Button, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { states } from '~/state/state-table.ts'
import classes from './machine.module.css'

/** States for which one is asked why; running and off need no words. */
const asked: readonly MachineStateName[] = ['IDLE', 'DOWN', 'MAINTENANCE']

/** Saying what a machine does: one press, and why where it stands. */
export function StateSwitch({ machine }: { machine: MachineDetail }) {
  const [to, setTo] = useState<MachineStateName | null>(null)
  const setState = useDocumentAction(trpc.machine.setState, {
    entity: 'machine',
    done: (after) => `${after.name}: ${states.machine[after.state].word.toLowerCase()}`,
    onDone: () => setTo(null),
  })
  const press = (state: MachineStateName) => {
    if (asked.includes(state)) setTo(state)
    else setState.mutate({ id: machine.id, state })
  }
  return (
    <>
      <fieldset className={classes.switch} aria-label={`What ${machine.name} does`}>
        {machineStates.map((state) => {
          const { word, icon: Icon } = states.machine[state]
          return (
            <Button
              key={state}
              size="lg"
              variant={machine.state === state ? 'filled' : 'default'}
              aria-pressed={machine.state === state}
              leftSection={<Icon size={17} aria-hidden />}
              disabled={setState.isPending}
              onClick={() => press(state)}
            >
              {word}
            </Button>
          )
        })}
      </fieldset>
      {to ? (
        <ReasonDialog
          state={to}
          saving={setState.isPending}
          onCancel={() => setTo(null)}
          onSay={(reason) => setState.mutate({ id: machine.id, state: to, reason })}
        />
      ) : null}
    </>
  )
}

interface DialogProps {
  state: MachineStateName
  saving: boolean
  onCancel: () => void
  onSay: (reason: string) => void
}

function ReasonDialog({ state, saving, onCancel, onSay }: DialogProps) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const reasons = trpc.machine.reasons.useQuery()
  const needed = statesWithReason.includes(state)
  return (
    <Modal opened onClose={onCancel} title={`${states.machine[state].word}: why?`}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          if (needed && reason.trim() === '') setError('Say why it is down')
          else onSay(reason)
        }}
      >
        <Stack>
          <Autocomplete
            label="Reason"
            placeholder="Blade broke, waiting for material"
            data-autofocus
            required={needed}
            maxLength={200}
            data={reasons.data?.items.map((one) => one.reason) ?? []}
            value={reason}
            error={error}
            onChange={setReason}
          />
        </Stack>
        <FormButtons verb={`Set to ${states.machine[state].word.toLowerCase()}`} loading={saving} onCancel={onCancel} />
      </Form>
    </Modal>
  )
}
