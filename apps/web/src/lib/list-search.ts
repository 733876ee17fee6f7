import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { z } from 'zod'

/** What a list's link may hold: everything its procedure takes but the page. */
type SearchOf<T extends z.ZodObject> = Partial<Omit<z.output<T>, 'cursor' | 'limit'>>

/**
 * A route's `validateSearch` from the list's own input schema, so that a filter added to the contract is at once part
 * of the link. What is not valid in a link (typed by hand, or from an older version) is dropped rather than refused.
 */
export function listSearch<T extends z.ZodObject>(input: T): (raw: Record<string, unknown>) => SearchOf<T> {
  const shape: Record<string, z.ZodType> = {}
  for (const [name, field] of Object.entries(input.shape)) {
    if (name !== 'cursor' && name !== 'limit') shape[name] = (field as z.ZodType).optional().catch(undefined)
  }
  const schema = z.object(shape)
  return (raw) => withoutEmpty(schema.parse(raw)) as SearchOf<T>
}

/** Drops what says nothing, so that a link holds only what differs from the plain list. */
export function withoutEmpty<T extends object>(search: T): Partial<T> {
  const kept = Object.entries(search).filter(
    ([, value]) =>
      value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(kept) as Partial<T>
}

/** Changes part of the list's state in the link: `patch({ stock: 'IN' })`. An undefined value takes a filter away. */
export function useSearchPatch<S extends object>(): (patch: Partial<S>, options?: { replaceAll?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback(
    (patch, options) => {
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (old: object) => withoutEmpty(options?.replaceAll ? patch : { ...old, ...patch }),
      } as Parameters<typeof navigate>[0])
    },
    [navigate],
  )
}
