import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Check } from './search-checks.ts'

/** What a list's link may hold: everything its procedure takes but the page. */
type SearchOf<T> = Partial<Omit<T, 'cursor' | 'limit'>>
/** One check for each of them: a filter added to the contract stops the build until its list knows it. */
type Checks<T> = { [K in Exclude<keyof T, 'cursor' | 'limit'>]-?: Check<Exclude<T[K], undefined>> }

/**
 * A route's `validateSearch`, typed by the list's input: `listSearch<FrameListInput>({ material: text, … })`. What is
 * not valid in a link (typed by hand, or from an older version) is dropped rather than refused.
 *
 * Not the contract's own zod schemas, because every route's check is part of the first script a browser loads: they
 * would bring zod and the whole contract along, a tenth of its budget. The server validates with them anyway.
 */
export function listSearch<T>(checks: Checks<T>): (raw: Record<string, unknown>) => SearchOf<T> {
  const entries = Object.entries(checks) as [string, Check<unknown>][]
  return (raw) =>
    withoutEmpty(Object.fromEntries(entries.map(([name, check]) => [name, check(raw[name])]))) as SearchOf<T>
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
