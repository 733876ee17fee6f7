import type { ExceptionKind, UserMenus as Menus } from '@framewright/contracts/menu/menu.schema'
import { NativeSelect } from '@mantine/core'
import { Fragment } from 'react'
import { QueryBlock } from '~/components/query-block.tsx'
import { errorSentence } from '~/lib/errors.ts'
import { notifyError } from '~/lib/notify.ts'
import { queryClient } from '~/lib/query-client.ts'
import { keyOf } from '~/lib/query-key.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './menu-access.module.css'

/** One person's menus: as the role has it, or an exception for them. */
export function UserMenus({ userId }: { userId: number }) {
  const query = trpc.menu.ofUser.useQuery({ userId })
  const mayWrite = useMay('user.write')
  const set = trpc.menu.setForUser.useMutation({
    onSuccess: (after) => {
      queryClient.setQueryData(keyOf('menu', 'ofUser', { userId }, 'query'), after)
      void queryClient.invalidateQueries({ queryKey: keyOf('menu', 'access') })
    },
    onError: (error) => notifyError(errorSentence(error)),
  })
  return (
    <QueryBlock query={query}>
      {({ menus }: Menus) => {
        const open = menus.filter((menu) => menu.opens)
        if (open.length === 0) return <p className="fw-muted">Nothing opens for this person’s role yet.</p>
        return (
          <div className={classes.ofUser}>
            {open.map((menu) => (
              <Fragment key={menu.key}>
                <span className={menu.seen ? undefined : 'fw-muted'}>{menu.label}</span>
                <NativeSelect
                  size="xs"
                  aria-label={`${menu.label} for this person`}
                  disabled={!mayWrite || set.isPending}
                  value={menu.exception}
                  onChange={(event) =>
                    set.mutate({ userId, menu: menu.key, access: event.currentTarget.value as ExceptionKind })
                  }
                  data={[
                    { value: 'INHERIT', label: menu.byRole ? 'As the role: shown' : 'As the role: hidden' },
                    { value: 'SHOW', label: 'Shown' },
                    { value: 'HIDE', label: 'Hidden' },
                  ]}
                />
              </Fragment>
            ))}
          </div>
        )
      }}
    </QueryBlock>
  )
}
