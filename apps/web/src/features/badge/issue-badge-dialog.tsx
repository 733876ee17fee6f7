import type { IssuedBadge } from '@framewright/contracts/badge/badge.schema'
import type { User } from '@framewright/contracts/user/user.schema'
import { Alert, Button, Group, Modal, Portal, Stack, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconFileTypePdf, IconPrinter } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { errorSentence } from '~/lib/errors.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { savePdf } from '~/lib/save-file.ts'
import { personName } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { BadgeCard } from './badge-card.tsx'
import classes from './badge-print.module.css'

/** Issues a badge and shows its code, this once, to be printed. */
export function IssueBadgeDialog({ user, opened, onClose }: { user: User; opened: boolean; onClose: () => void }) {
  const [issued, setIssued] = useState<IssuedBadge | null>(null)
  const name = personName(user)
  const close = () => {
    setIssued(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={issued ? `The badge of ${name}` : `New badge for ${name}`}
      // A slip beside the dialog must not lose the code that is shown only once.
      closeOnClickOutside={issued === null}
    >
      {issued ? (
        <NewBadge user={user} issued={issued} onClose={close} />
      ) : opened ? (
        <IssueForm user={user} onIssued={setIssued} onClose={onClose} />
      ) : null}
    </Modal>
  )
}

function IssueForm(props: { user: User; onIssued: (issued: IssuedBadge) => void; onClose: () => void }) {
  const { user, onIssued, onClose } = props
  const [label, setLabel] = useState('')
  const [error, setError] = useState<string | null>(null)
  const issue = trpc.badge.issue.useMutation({
    onSuccess: (issued) => {
      invalidateDocument('user', user.id)
      onIssued(issued)
    },
    onError: (refusal) => setError(errorSentence(refusal)),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setError(null)
    issue.mutate({ userId: user.id, label: label.trim() })
  }
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        {error ? (
          <Alert color="red" variant="light" role="alert">
            {error}
          </Alert>
        ) : null}
        <TextInput
          label="What tells it apart"
          placeholder="Blue lanyard"
          maxLength={80}
          data-autofocus
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
      </Stack>
      <FormButtons verb="Issue badge" loading={issue.isPending} onCancel={onClose} />
    </Form>
  )
}

function NewBadge({ user, issued, onClose }: { user: User; issued: IssuedBadge; onClose: () => void }) {
  const card = <BadgeCard name={personName(user)} jobTitle={user.jobTitle?.name ?? ''} code={issued.code} />
  return (
    <Stack gap="md">
      <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="status">
        Print it now. Its code is stored here only as a hash and cannot be shown again.
      </Alert>
      {card}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          I have it
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={16} aria-hidden />}
          onClick={() => savePdf(issued.card)}
        >
          PDF
        </Button>
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          Print
        </Button>
      </Group>
      <Portal className={classes.sheet ?? ''}>{card}</Portal>
    </Stack>
  )
}
