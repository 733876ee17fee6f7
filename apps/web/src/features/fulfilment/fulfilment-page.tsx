import type { FulfilmentAction } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { Fulfilment } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Alert, Group, Text } from '@mantine/core'
import {
  IconArrowBackUp,
  IconBarcode,
  IconFileTypePdf,
  IconHourglassHigh,
  IconListCheck,
  IconPackageImport,
  IconScan,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Columns, Page } from '~/components/page.tsx'
import { lifecycleActions, type PageAction, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { OutgoingBadge } from '~/features/inspection/outgoing/outgoing-badge.tsx'
import { OutgoingSection } from '~/features/inspection/outgoing/outgoing-section.tsx'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { openFile } from '~/lib/open-file.ts'
import { useMay, useMayAny } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { useShare } from '~/lib/use-share.ts'
import { FulfilmentFacts } from './fulfilment-facts.tsx'
import { FulfilmentLines } from './fulfilment-lines.tsx'
import { FulfilmentSessions } from './fulfilment-sessions.tsx'

const ReasonDialog = lazyDialog(() => import('~/components/reason-dialog.tsx').then((part) => part.ReasonDialog), {
  opened: false,
})
const ReturnDrawer = lazyDialog(
  () => import('~/features/customer-return/return-drawer.tsx').then((part) => part.ReturnDrawer),
  { opened: false },
)
const DeliveryDialog = lazyDialog(() => import('./delivery-dialog.tsx').then((part) => part.DeliveryDialog), {
  opened: false,
})

type Asked = 'deliver' | 'undo' | 'cancel' | 'return' | null
/** What is done where the goods are, with a scanner in hand. */
const onTheFloor: readonly FulfilmentAction[] = ['startPicking', 'completePicking', 'startPacking', 'completePacking']

/** One fulfilment from the desk: how far it is, who works on it, and what the office may do. */
export function FulfilmentPage({ fulfilment }: { fulfilment: Fulfilment }) {
  const { id, number, version, status, allowedActions } = fulfilment
  const navigate = useNavigate()
  const [asked, ask] = useState<Asked>(null)
  const close = () => ask(null)
  const works = useMayAny('fulfilment.pick', 'fulfilment.pack', 'fulfilment.deliver')
  const mayReturn = useMay('customerReturn.write') && status === 'DELIVERED'
  const share = useShare()
  // Its papers: what to fetch, what goes along with the goods, and what stands on the parcel.
  const note = `/api/fulfilments/${id}/delivery-note/pdf` as const
  const mayList = useMay('fulfilment.read')
  const openPickList = () => void openFile(`/api/reports/pick-list/pdf?ids=${id}`)
  const openLabel = () => void openFile(`/api/fulfilments/${id}/label`)
  const release = useDocumentAction(trpc.fulfilment.release, {
    entity: 'fulfilment',
    done: `${number} can be picked`,
  })
  const cancel = useDocumentAction(trpc.fulfilment.cancel, {
    entity: 'fulfilment',
    done: `${number} cancelled`,
    onDone: close,
  })
  const undo = useDocumentAction(trpc.fulfilment.undo, {
    entity: 'fulfilment',
    done: `The last step of ${number} is taken back`,
    onDone: close,
  })
  const run = (action: FulfilmentAction) => {
    switch (action) {
      case 'release':
        return release.mutate({ id })
      case 'dispatch':
      case 'deliver':
        return ask('deliver')
      case 'undo':
        return ask('undo')
      case 'cancel':
        return ask('cancel')
      case 'startPicking':
      case 'completePicking':
      case 'startPacking':
      case 'completePacking':
        return undefined
      default:
        return action satisfies never
    }
  }
  const desk = allowedActions.filter((action) => !onTheFloor.includes(action))
  const steps = lifecycleActions('fulfilment', desk, run, release.isPending ? 'release' : null)
  const floor = works && status !== 'CREATED' && status !== 'DELIVERED' && status !== 'CANCELLED'
  const openOnFloor = () => void navigate({ to: '/warehouse', search: { document: number } })
  const others: PageAction[] = [
    ...(floor ? [{ label: 'Open on the floor', icon: IconScan, quiet: true, run: openOnFloor }] : []),
    ...(mayReturn ? [{ label: 'Return goods', icon: IconPackageImport, quiet: true, run: () => ask('return') }] : []),
    ...(mayList && status === 'PENDING'
      ? [{ label: 'Pick list', icon: IconListCheck, quiet: true, run: openPickList }]
      : []),
    { label: 'Delivery note', icon: IconFileTypePdf, quiet: true, run: () => void openFile(note) },
    ...share(note, `Delivery note ${number}`),
    { label: 'Label', icon: IconBarcode, quiet: true, run: openLabel },
  ]
  const quiet = (step: PageAction) => step.icon === IconArrowBackUp
  return (
    <Page>
      <PageHeader
        title={number}
        badge={
          <Group gap={6}>
            <StateBadge group="fulfilment" state={status} />
            {fulfilment.late ? <StateBadge group="flag" state="LATE" /> : null}
            {fulfilment.short && status !== 'CREATED' ? <StateBadge group="flag" state="SHORT" /> : null}
            <OutgoingBadge source={{ fulfilmentId: id }} />
          </Group>
        }
        subtitle={fulfilment.customer.name}
        actions={[
          ...steps.filter((step) => !step.danger && !quiet(step)),
          ...others,
          ...steps.filter(quiet).map((step) => ({ ...step, quiet: true })),
          ...steps.filter((step) => step.danger),
        ]}
      />
      {status === 'CREATED' && fulfilment.short ? (
        <Alert color="yellow" variant="light" icon={<IconHourglassHigh size={18} aria-hidden />} role="note">
          There is not enough stock for what is marked below. Release it when there is.
        </Alert>
      ) : null}
      <Columns
        main={
          <>
            <Section title="Facts">
              <FulfilmentFacts fulfilment={fulfilment} />
            </Section>
            <Section title="Lines">
              <FulfilmentLines fulfilment={fulfilment} />
            </Section>
            <Section title="Work">
              <FulfilmentSessions sessions={fulfilment.sessions} />
            </Section>
            {fulfilment.notes ? (
              <Section title="Notes">
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                  {fulfilment.notes}
                </Text>
              </Section>
            ) : null}
          </>
        }
        side={
          <>
            <OutgoingSection source={{ fulfilmentId: id }} />
            <Section title="History">
              <Timeline entity="fulfilment" id={id} />
            </Section>
          </>
        }
      />
      <DeliveryDialog fulfilment={fulfilment} opened={asked === 'deliver'} onClose={close} />
      <ReturnDrawer source={{ fulfilmentId: id }} number={number} opened={asked === 'return'} onClose={close} />
      <ReasonDialog
        opened={asked === 'undo'}
        onClose={close}
        title={`Undo the last step of ${number}?`}
        message="What the step moved goes back where it came from. The history keeps both."
        verb="Undo"
        required
        loading={undo.isPending}
        onSubmit={(reason) => undo.mutate({ id, version, reason })}
      />
      <ReasonDialog
        opened={asked === 'cancel'}
        onClose={close}
        title={`Cancel ${number}?`}
        message="What was picked goes back where it came from. A cancelled fulfilment cannot be opened again, but another can be created."
        verb="Cancel the fulfilment"
        danger
        loading={cancel.isPending}
        onSubmit={(reason) => cancel.mutate({ id, version, reason })}
      />
    </Page>
  )
}
