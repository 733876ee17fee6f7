import type { User } from '@framewright/contracts/user/user.schema'
import { Button, Group, Text } from '@mantine/core'
import { IconHourglassHigh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { RelativeTime } from '~/components/text.tsx'
import { errorSentence } from '~/lib/errors.ts'
import { plural } from '~/lib/format.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { personName } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import classes from './waiting-people.module.css'

// Mostly nobody waits.
const RoleSelect = lazyPart(() => import('./role-select.tsx').then((part) => part.RoleSelect))

/** People who registered themselves and can do nothing until somebody gives them a role: give it here. */
export function WaitingPeople() {
  const query = trpc.user.list.useQuery({ roleAssigned: false, active: true, sort: '-dateJoined', limit: 200 })
  const waiting = query.data?.items ?? []
  if (waiting.length === 0) return null
  return (
    <section className={classes.waiting} aria-labelledby="waiting-people">
      <h2 id="waiting-people" className={classes.title}>
        <IconHourglassHigh size={16} aria-hidden /> {plural(waiting.length, 'person waits', 'people wait')} for a role
      </h2>
      <ul className={classes.people}>
        {waiting.map((user) => (
          <Waiting key={user.id} user={user} />
        ))}
      </ul>
    </section>
  )
}

function Waiting({ user }: { user: User }) {
  const [roleId, setRoleId] = useState<number | null>(null)
  const [error, setError] = useState<string>()
  const assign = useDocumentAction(trpc.user.update, {
    entity: 'user',
    done: (after) => `${personName(after)} is now ${after.role.name}`,
    onError: (thrown) => {
      setError(errorSentence(thrown))
      return true
    },
  })
  return (
    <li className={classes.person}>
      <div className={classes.who}>
        <Link to="/users/$id" params={{ id: String(user.id) }} className="fw-link">
          {personName(user)}
        </Link>
        <Text size="xs" c="dimmed" className="fw-truncate">
          {user.email}, registered <RelativeTime value={user.dateJoined} />
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <RoleSelect
          size="sm"
          w={190}
          aria-label={`Role for ${personName(user)}`}
          value={roleId}
          onChange={(next) => {
            setError(undefined)
            setRoleId(next)
          }}
          error={error}
        />
        <Button
          size="sm"
          disabled={roleId === null}
          loading={assign.isPending}
          onClick={() => roleId !== null && assign.mutate({ id: user.id, version: user.version, roleId })}
        >
          Assign
        </Button>
      </Group>
    </li>
  )
}
