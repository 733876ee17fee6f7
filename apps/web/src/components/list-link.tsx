import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface Props {
  /** The list's path, and the filters it opens with. */
  path: string
  search: Record<string, unknown>
  className?: string | undefined
  children: ReactNode
}

/** A link to a filtered list: what stands behind a figure or a bar. */
export function ListLink({ path, search, className, children }: Props) {
  return (
    <Link to={path} search={search as never} className={className}>
      {children}
    </Link>
  )
}
