import type { User } from '@framewright/contracts/user/user.schema'
import { useDisclosure } from '@mantine/hooks'
import { IconBan, IconCircleCheck, IconHourglassHigh, IconKey, IconPencil, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { type PageAction, PageHeader } from '~/components/page-header.tsx'
import { PersonAvatar } from '~/components/person-avatar.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { UserBadges } from '~/features/badge/user-badges.tsx'
import { UserMenus } from '~/features/menu/user-menus.tsx'
import { confirm } from '~/lib/confirm.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { personName, useMay, useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { userState } from './user-columns.tsx'
import classes from './user-page.module.css'

const PasswordDialog = lazyDialog(() => import('./password-dialog.tsx').then((part) => part.PasswordDialog), {
  opened: false,
})
const UserDialog = lazyDialog(() => import('./user-dialog.tsx').then((part) => part.UserDialog), { opened: false })

/** One person's account. */
export function UserPage({ user }: { user: User }) {
  const { id, version, active } = user
  const name = personName(user)
  const navigate = useNavigate()
  const self = useSession().user.id === id
  const mayWrite = useMay('user.write')
  const mayBadge = useMay('badge.write')
  const maySeeRoles = useMay('role.read')
  const [editing, edit] = useDisclosure()
  const [settingPassword, password] = useDisclosure()
  const update = useDocumentAction(trpc.user.update, {
    entity: 'user',
    done: (after) => `${name} is ${after.active ? 'active again' : 'inactive and signed out'}`,
  })
  const remove = useDocumentAction(trpc.user.remove, {
    entity: 'user',
    done: `${name} deleted`,
    onDone: () => void navigate({ to: '/users', replace: true }),
  })
  const deactivate = async () => {
    const message = `${name} is signed out everywhere and cannot sign in any more. What was done under this name stays as it is, and the account can be activated again.`
    if (await confirm({ title: `Deactivate ${name}?`, message, verb: 'Deactivate', danger: true })) {
      update.mutate({ id, version, active: false })
    }
  }
  const askRemove = async () => {
    const message =
      'Only an account under which nothing was done can be deleted. If something was, it is refused, and nothing happens.'
    if (await confirm({ title: `Delete ${name}?`, message, verb: 'Delete', danger: true })) remove.mutate({ id })
  }
  const actions: PageAction[] = !mayWrite
    ? []
    : [
        { label: user.roleAssigned ? 'Edit' : 'Give a role', icon: IconPencil, run: edit.open },
        { label: 'New password', icon: IconKey, run: password.open },
        // Nobody locks themselves out by a slip of the hand.
        ...(self
          ? []
          : [
              active
                ? { label: 'Deactivate', icon: IconBan, danger: true, run: () => void deactivate() }
                : { label: 'Activate', icon: IconCircleCheck, run: () => update.mutate({ id, version, active: true }) },
              { label: 'Delete', icon: IconTrash, danger: true, run: () => void askRemove() },
            ]),
      ]
  return (
    <Page>
      <PageHeader
        title={name}
        badge={
          <>
            {user.avatar ? <PersonAvatar id={id} name={name} avatar={user.avatar} size={40} /> : null}
            <StateBadge group="flag" state={userState(user)} />
          </>
        }
        subtitle={`${user.username}${self ? ' · this is you' : ''}`}
        actions={actions}
      />
      {active && !user.roleAssigned ? (
        <p className={classes.waiting} role="note">
          <IconHourglassHigh size={16} aria-hidden /> {name} has registered and can sign in, but sees no menus until
          somebody gives them a role.
        </p>
      ) : null}
      <Columns
        main={
          <>
            <Section title="Facts">
              <FactGrid
                facts={[
                  {
                    label: 'Role',
                    value: !user.roleAssigned ? (
                      'None yet'
                    ) : maySeeRoles ? (
                      <Link to="/roles/$id" params={{ id: String(user.role.id) }} className="fw-link">
                        {user.role.name}
                      </Link>
                    ) : (
                      user.role.name
                    ),
                  },
                  user.department && { label: 'Department', value: user.department.name },
                  user.jobTitle && { label: 'Job title', value: user.jobTitle.name },
                  { label: 'Username', value: user.username },
                  {
                    label: 'E-mail',
                    value: (
                      <a href={`mailto:${user.email}`} className="fw-link">
                        {user.email}
                      </a>
                    ),
                  },
                  { label: 'Last sign-in', value: <RelativeTime value={user.lastLogin} /> },
                  { label: 'Joined', value: <RelativeTime value={user.dateJoined} /> },
                  user.mustChangePassword && { label: 'Password', value: 'Temporary, not changed yet' },
                ]}
              />
            </Section>
            {mayBadge ? <UserBadges user={user} /> : null}
            {user.roleAssigned ? (
              <Section title="Menus">
                <UserMenus userId={id} />
              </Section>
            ) : null}
          </>
        }
        side={
          <Section title="History">
            <Timeline entity="user" id={id} />
          </Section>
        }
      />
      <UserDialog opened={editing} onClose={edit.close} user={user} />
      <PasswordDialog opened={settingPassword} onClose={password.close} user={user} />
    </Page>
  )
}
