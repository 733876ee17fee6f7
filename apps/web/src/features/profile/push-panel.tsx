import type { PushDevice, PushTopic } from '@framewright/contracts/push/push.schema'
import { Alert, Badge, Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Column } from '~/components/data-table/column.ts'
import { QueryBlock } from '~/components/query-block.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { useCapabilities } from '~/lib/capabilities.ts'
import { errorSentence } from '~/lib/errors.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import {
  endPush,
  fingerprintOf,
  onPushPermission,
  ownSubscription,
  pushPermission,
  subscribePush,
} from '~/lib/push-subscription.ts'
import { useMay } from '~/lib/session.ts'
import { client, trpc } from '~/lib/trpc.ts'
import { deviceName } from './device.ts'

const topics: Record<PushTopic, string> = {
  ASSIGNED: 'Work given to me',
  INSPECTION: 'An inspection waits',
  SHORT: 'An order is short',
}
const all = Object.keys(topics) as PushTopic[]

/** On which devices one is notified, and of what. This one is switched here; any can be removed. */
export function PushPanel() {
  const { push } = useCapabilities()
  const devices = trpc.push.devices.useQuery()
  const [mine, setMine] = useState<string | null>(null)
  const permission = useSyncExternalStore(onPushPermission, pushPermission)
  const offered = useOffered()
  const [chosen, setChosen] = useState<PushTopic[]>(all)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    void ownSubscription()
      .then((subscription) => (subscription ? fingerprintOf(subscription) : null))
      .then(setMine)
      .catch(() => undefined)
  }, [])
  const here = devices.data?.items.find((device) => device.fingerprint === mine)
  const hereTopics = here?.topics.join()
  useEffect(() => {
    if (hereTopics) setChosen(hereTopics.split(',') as PushTopic[])
  }, [hereTopics])

  const wanted = chosen.filter((topic) => offered.includes(topic))

  const run = async (work: () => Promise<string>) => {
    setBusy(true)
    try {
      notifyDone(await work())
    } catch (error) {
      notifyError(error instanceof DOMException ? refusals(error) : errorSentence(error))
    } finally {
      setBusy(false)
      void devices.refetch()
    }
  }
  const switchOn = () =>
    run(async () => {
      const subscription = await subscribePush(async () => (await client.push.key.query()).publicKey)
      const name = deviceName(navigator.userAgent)
      await client.push.subscribe.mutate({ ...subscription.sent, topics: wanted, name })
      setMine(subscription.fingerprint)
      return here ? 'Saved' : 'This device is notified from now on'
    })
  const remove = (device: PushDevice) =>
    run(async () => {
      await client.push.unsubscribe.mutate({ id: device.id })
      if (device.fingerprint === mine) {
        await endPush()
        setMine(null)
      }
      return 'Not notified any more'
    })

  const columns: Column<PushDevice>[] = [
    {
      id: 'name',
      header: 'Device',
      card: 'title',
      cell: (device) => (
        <Group gap="xs" component="span">
          <span>{device.name || device.service}</span>
          {device.fingerprint === mine ? (
            <Badge size="sm" variant="light">
              This one
            </Badge>
          ) : null}
        </Group>
      ),
    },
    { id: 'topics', header: 'Of', cell: (device) => device.topics.map((topic) => topics[topic]).join(', ') },
    { id: 'lastSentAt', header: 'Last notified', cell: (device) => <RelativeTime value={device.lastSentAt} /> },
    {
      id: 'remove',
      header: 'Action',
      align: 'right',
      cell: (device) => (
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          disabled={busy}
          onClick={() => void remove(device)}
          aria-label={`Stop notifying ${device.name || device.service}`}
        >
          Remove
        </Button>
      ),
    },
  ]
  return (
    <Stack>
      {push && permission === 'denied' ? (
        <Alert color="yellow" variant="light" icon={<IconBellOff size={18} aria-hidden />} role="status">
          <b>Notifications are blocked.</b> This browser has been told not to notify you of this page. Allow
          notifications in its settings for this site, behind the symbol beside the address; they can be switched on
          here then.
        </Alert>
      ) : push ? (
        <>
          <Checkbox.Group
            label="Notify this device of"
            value={wanted}
            onChange={(value) => setChosen(value as PushTopic[])}
          >
            <Stack gap="xs" mt="xs">
              {offered.map((topic) => (
                <Checkbox key={topic} value={topic} label={topics[topic]} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Group>
            <Button
              leftSection={<IconBell size={18} aria-hidden />}
              loading={busy}
              disabled={wanted.length === 0}
              onClick={() => void switchOn()}
            >
              {here ? 'Save' : 'Notify this device'}
            </Button>
            {here ? (
              <Button
                variant="default"
                leftSection={<IconBellOff size={18} aria-hidden />}
                disabled={busy}
                onClick={() => void remove(here)}
              >
                Stop
              </Button>
            ) : null}
          </Group>
        </>
      ) : (
        <Text size="sm">
          This browser cannot be notified. It has to be a recent one, and to reach the shop by HTTPS; on an iPhone, add
          the dashboard to the home screen first.
        </Text>
      )}
      <QueryBlock query={devices}>
        {({ items }) =>
          items.length === 0 ? null : <SmallTable label="Notified devices" columns={columns} rows={items} />
        }
      </QueryBlock>
    </Stack>
  )
}

/** What this person is ever told of: who records no inspections is not asked about them. */
function useOffered(): PushTopic[] {
  const inspects = useMay('inspection.write')
  const [plans, sells] = [useMay('productionOrder.write'), useMay('salesOrder.write')]
  return all.filter((topic) => (topic === 'INSPECTION' ? inspects : topic === 'SHORT' ? plans || sells : true))
}

/** What a browser's refusal means to a person. */
function refusals(error: DOMException): string {
  if (error.name === 'NotAllowedError')
    return 'The browser does not allow notifications for this page. Allow them in its settings.'
  if (error.name === 'TimeoutError')
    return 'The dashboard is still being installed on this device. Try again in a moment.'
  return 'The browser’s push service cannot be reached. Try again later.'
}
