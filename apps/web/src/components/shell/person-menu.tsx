import { UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { personName, useSession } from '~/lib/session.ts'
import { PersonAvatar } from '../person-avatar.tsx'
import classes from './app-shell.module.css'

const load = () => import('./person-panel.tsx')
const PersonPanel = lazy(load)

/** Oneself: profile, light or dark, dense or roomy, shortcuts, sign out. */
export function PersonMenu() {
  const { user } = useSession()
  const [open, setOpen] = useState(false)
  const [used, setUsed] = useState(false)
  const name = personName(user)
  const toggle = () => {
    setUsed(true)
    setOpen(!open)
  }
  const button = (
    <UnstyledButton
      className={classes.person}
      aria-label={`${name}: profile and settings`}
      aria-haspopup="dialog"
      onPointerEnter={() => void load()}
      onClick={toggle}
    >
      {user.avatar ? (
        <PersonAvatar id={user.id} name={name} avatar={user.avatar} size={32} />
      ) : (
        <span className={classes.initials} aria-hidden>
          {initials(name)}
        </span>
      )}
    </UnstyledButton>
  )
  if (!used) return button
  return (
    <Suspense fallback={button}>
      <PersonPanel opened={open} onChange={setOpen} target={button} />
    </Suspense>
  )
}

const initials = (name: string) =>
  name
    .split(/[\s._-]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')
