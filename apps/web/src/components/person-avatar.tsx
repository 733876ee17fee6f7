import { Avatar } from '@mantine/core'
import { useState } from 'react'

interface Props {
  id: number
  name: string
  /** The hash of their picture; without one their initials stand. */
  avatar: string | null | undefined
  size?: number
  /** Said to screen readers; empty where the name stands beside. */
  alt?: string
}

/** How often a picture is asked for again: the session may just be renewing. */
const attempts = 2
const againMs = 1_500

/** A person's picture, or their initials. */
export function PersonAvatar({ id, name, avatar, size = 24, alt = '' }: Props) {
  const [attempt, setAttempt] = useState(0)
  const again = () => {
    if (attempt < attempts) setTimeout(() => setAttempt(attempt + 1), againMs)
  }
  const src = avatar ? `/api/users/${id}/avatar?v=${avatar.slice(0, 16)}${attempt > 0 ? `-${attempt}` : ''}` : null
  return <Avatar key={src} src={src} size={size} color="glass" name={name} alt={alt} imageProps={{ onError: again }} />
}
