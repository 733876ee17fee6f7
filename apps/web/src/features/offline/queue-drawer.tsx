import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { IconRefresh, IconSend, IconTrash } from '@tabler/icons-react'
import { Section } from '~/components/section.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { confirm } from '~/lib/confirm.ts'
import { errorSentence } from '~/lib/errors.ts'
import { isHeld, type QueuedAction, type Standstill } from '~/lib/offline/action.ts'
import { queue } from '~/lib/offline/offline.ts'
import { queueState } from '~/lib/offline/queue-state.ts'
import { useStore } from '~/lib/store.ts'
import classes from './queue-drawer.module.css'

const standstills: Record<Standstill, string> = {
  offline: 'The server cannot be reached. What waits is sent by itself, in this order, as soon as it can.',
  busy: 'The server is busy. What waits is tried again every few seconds.',
  signIn: 'Your sign-in has run out. What waits is sent when you have signed in again.',
}

/** What was pressed on this device and the server has not taken: what waits, and what it refused, each with its reason. */
export default function QueueDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { actions, sending, standstill, durable } = useStore(queueState)
  const refused = actions.filter((action) => action.refused !== null)
  const waiting = actions.filter((action) => action.refused === null)
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      title="Not sent yet"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        {actions.length === 0 ? <Text>Everything you pressed has arrived.</Text> : null}
        {standstill === null ? null : <Text size="sm">{standstills[standstill]}</Text>}
        {durable ? null : (
          <Text size="sm" role="alert">
            This browser keeps nothing: do not close or reload the page before all of it is sent.
          </Text>
        )}
        {refused.length > 0 ? (
          <Section title="Refused">
            <ul className={classes.list}>
              {refused.map((action) => (
                <Refused key={action.key} action={action} />
              ))}
            </ul>
          </Section>
        ) : null}
        {waiting.length > 0 ? (
          <Section title="Waiting">
            <ul className={classes.list}>
              {waiting.map((action) => (
                <li key={action.key} className={classes.entry}>
                  <span className={classes.head}>
                    {action.label}
                    <Pressed action={action} />
                  </span>
                  <span className={classes.facts}>{waitsFor(action, actions, sending)}</span>
                  {action.key === sending ? null : <Discard action={action} />}
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
        {waiting.length > 0 && sending === null ? (
          <Button
            variant="default"
            leftSection={<IconSend size={18} aria-hidden />}
            onClick={() => void queue().then((it) => it.drain())}
          >
            Send now
          </Button>
        ) : null}
      </Stack>
    </Drawer>
  )
}

function Refused({ action }: { action: QueuedAction }) {
  return (
    <li className={classes.entry}>
      <span className={classes.head}>
        {action.label}
        <Pressed action={action} />
      </span>
      <span className={classes.reason}>{errorSentence(action.refused?.error)}</span>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => void queue().then((it) => it.again(action))}
        >
          Try again
        </Button>
        <Discard action={action} />
      </Group>
    </li>
  )
}

function Discard({ action }: { action: QueuedAction }) {
  const discard = async () => {
    const yes = await confirm({
      title: 'Discard this?',
      message:
        action.attempts > 0 && action.refused === null
          ? `“${action.label}” may have arrived already: only its answer is missing. It will not be sent again.`
          : `“${action.label}” will not be done.`,
      verb: 'Discard',
      danger: true,
    })
    if (yes) await (await queue()).discard(action)
  }
  return (
    <Button
      size="xs"
      w="fit-content"
      variant="subtle"
      color="red"
      leftSection={<IconTrash size={16} aria-hidden />}
      onClick={() => void discard()}
    >
      Discard
    </Button>
  )
}

const Pressed = ({ action }: { action: QueuedAction }) => (
  <span className={classes.facts}>
    <RelativeTime value={action.at} />
  </span>
)

function waitsFor(action: QueuedAction, all: readonly QueuedAction[], sending: string | null): string {
  if (action.key === sending) return 'Being sent'
  if (isHeld(action, all)) return 'Waits for what was refused before it'
  return action.attempts > 0
    ? 'No answer yet; sent again under the same key, so that it is done once'
    : 'Kept on this device'
}
