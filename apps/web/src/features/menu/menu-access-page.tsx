import type { MenuAccess } from '@framewright/contracts/menu/menu.schema'
import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { MenuIcon } from '~/components/menu-icon.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { errorSentence } from '~/lib/errors.ts'
import { notifyError } from '~/lib/notify.ts'
import { queryClient } from '~/lib/query-client.ts'
import { keyOf } from '~/lib/query-key.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './menu-access.module.css'

/** Which menus each role finds, as a matrix, and where single people differ. */
export function MenuAccessPage() {
  const query = trpc.menu.access.useQuery()
  return (
    <Page>
      <PageHeader
        title="Menus"
        subtitle="What each role finds in its navigation. A menu shows a place and permits nothing; what it opens is for the role’s permissions to say. Changes reach open screens at once."
      />
      <Section title="By role">
        <QueryBlock query={query}>{(access) => <Matrix access={access} />}</QueryBlock>
      </Section>
      <Section title="Exceptions">
        <QueryBlock query={query}>{(access) => <Exceptions access={access} />}</QueryBlock>
      </Section>
    </Page>
  )
}

const accessKey = () => keyOf('menu', 'access', undefined, 'query')

function Matrix({ access }: { access: MenuAccess }) {
  const mayWrite = useMay('role.write')
  const set = trpc.menu.setForRole.useMutation({
    onMutate: ({ roleId, menu, shown }) => {
      const before = queryClient.getQueryData<MenuAccess>(accessKey())
      queryClient.setQueryData<MenuAccess>(accessKey(), (now) => now && withCell(now, roleId, menu, shown))
      return before
    },
    onSuccess: (after) => queryClient.setQueryData(accessKey(), after),
    onError: (error, _input, before) => {
      queryClient.setQueryData(accessKey(), before)
      notifyError(errorSentence(error))
    },
  })
  const groups = [...Map.groupBy(access.menus, (menu) => menu.group)]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, also by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label="Menus by role">
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">Menu</th>
            {access.roles.map((role) => (
              <th key={role.id} scope="col" className={classes.role}>
                <Link to="/roles/$id" params={{ id: String(role.id) }} className="fw-link">
                  {role.name}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(([group, menus]) => (
            <Fragment key={group}>
              <tr>
                <th scope="rowgroup" colSpan={access.roles.length + 1} className={classes.group}>
                  {group}
                </th>
              </tr>
              {menus.map((menu) => (
                <tr key={menu.key}>
                  <th scope="row" className={classes.menu}>
                    <MenuIcon name={menu.icon} size={16} /> {menu.label}
                  </th>
                  {access.roles.map((role) => (
                    <td key={role.id}>
                      {role.opens.includes(menu.key) ? (
                        <Checkbox
                          aria-label={`${role.name} sees ${menu.label}`}
                          checked={!role.hidden.includes(menu.key)}
                          disabled={!mayWrite}
                          onChange={(event) =>
                            set.mutate({ roleId: role.id, menu: menu.key, shown: event.currentTarget.checked })
                          }
                        />
                      ) : (
                        <span className="fw-muted" title={`${role.name} has no permission that opens ${menu.label}`}>
                          –
                        </span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function withCell(access: MenuAccess, roleId: number, menu: string, shown: boolean): MenuAccess {
  const roles = access.roles.map((role) => {
    if (role.id !== roleId) return role
    const others = role.hidden.filter((key) => key !== menu)
    return { ...role, hidden: shown ? others : [...others, menu] }
  })
  return { ...access, roles }
}

function Exceptions({ access }: { access: MenuAccess }) {
  if (access.exceptions.length === 0) {
    return <p className="fw-muted">Everybody sees what their role sees. An exception is made on a person’s page.</p>
  }
  const labels = new Map(access.menus.map((menu) => [menu.key, menu.label]))
  const people = [...Map.groupBy(access.exceptions, (one) => one.user.id)]
  return (
    <ul className={classes.exceptions}>
      {people.map(([id, exceptions]) => (
        <li key={id}>
          <Link to="/users/$id" params={{ id: String(id) }} className="fw-link">
            {exceptions[0]?.user.name}
          </Link>{' '}
          {exceptions
            .map((one) => `${one.shown ? 'sees' : 'does not see'} ${labels.get(one.menu) ?? one.menu}`)
            .join(', ')}
        </li>
      ))}
    </ul>
  )
}
