import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { personName } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './role-people.module.css'

/** Who has a role; the first twenty, and the way to all of them. */
export function RolePeople({ roleId }: { roleId: number }) {
  const query = trpc.user.list.useQuery({ roleId, sort: 'name', limit: 20 })
  return (
    <Section
      title="Who has it"
      action={
        <Link to="/users" search={{ roleId }} className="fw-link">
          As a list
        </Link>
      }
    >
      <QueryBlock query={query}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nobody. Give it to somebody on their own page.
            </Text>
          ) : (
            <ul className={classes.people}>
              {items.map((user) => (
                <li key={user.id}>
                  <Link to="/users/$id" params={{ id: String(user.id) }} className="fw-link">
                    {personName(user)}
                  </Link>
                  {user.active ? null : <StateBadge group="flag" state="INACTIVE" size="sm" />}
                </li>
              ))}
              {nextCursor ? <li className="fw-muted">and more</li> : null}
            </ul>
          )
        }
      </QueryBlock>
    </Section>
  )
}
