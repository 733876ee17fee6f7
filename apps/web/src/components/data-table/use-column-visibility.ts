import type { ColumnVisibilityState } from '@tanstack/react-table'
import { useCallback, useState } from 'react'
import { recall, remember } from '~/lib/storage.ts'
import type { Column } from './column.ts'

type Update = ColumnVisibilityState | ((old: ColumnVisibilityState) => ColumnVisibilityState)

/** Which columns of a list are shown, remembered in this browser. New columns come as their definition says. */
export function useColumnVisibility<T>(list: string, columns: readonly Column<T>[]) {
  const key = `columns.${list}`
  const [visibility, setVisibility] = useState<ColumnVisibilityState>(() => ({
    ...Object.fromEntries(columns.map((column) => [column.id, column.hidden !== true])),
    ...recall<ColumnVisibilityState>(key, {}),
  }))
  const change = useCallback(
    (update: Update) =>
      setVisibility((old) => {
        const next = typeof update === 'function' ? update(old) : update
        remember(key, next)
        return next
      }),
    [key],
  )
  return [visibility, change] as const
}
