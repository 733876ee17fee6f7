import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { personName, useSession } from '~/lib/session.ts'
import { PersonAvatar } from '../person-avatar.tsx'
import classes from './app-shell.module.css'

const load = () => import('./person-panel.tsx').then((part) => part.default)
const PersonPanel = lazyPart(load)

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
      onPointerEnter={() => void load().catch(() => undefined)}
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
  return <PersonPanel opened={open} onChange={setOpen} target={button} fallback={button} />
}

const initials = (name: string) =>
  name
    .split(/[\s._-]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')
