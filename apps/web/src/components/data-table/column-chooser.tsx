import { ActionIcon, Checkbox, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import type { ColumnVisibilityState } from '@tanstack/react-table'
import { useRef, useState } from 'react'
import { Popover } from '../popover/popover.tsx'
import type { Column } from './column.ts'

interface Props<T> {
  columns: readonly Column<T>[]
  visibility: ColumnVisibilityState
  onChange: (visibility: ColumnVisibilityState) => void
}

/** Which columns to show. The title column stays: without it a row has no name. */
export function ColumnChooser<T>({ columns, visibility, onChange }: Props<T>) {
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <ActionIcon
        ref={button}
        variant="subtle"
        color="gray"
        aria-label="Choose columns"
        aria-haspopup="dialog"
        aria-expanded={opened}
        title="Columns"
        onClick={() => setOpened(!opened)}
      >
        <IconColumns3 size={18} aria-hidden />
      </ActionIcon>
      <Popover opened={opened} onClose={() => setOpened(false)} anchor={button} position="top-end" label="Columns">
        <Stack gap="xs" aria-label="Columns shown" component="fieldset" bd={0} p={0} m={0}>
          {columns.map((column) => (
            <Checkbox
              key={column.id}
              size="sm"
              label={column.header || 'Drawing'}
              checked={visibility[column.id] !== false}
              disabled={column.card === 'title'}
              onChange={(event) => onChange({ ...visibility, [column.id]: event.currentTarget.checked })}
            />
          ))}
        </Stack>
      </Popover>
    </>
  )
}
