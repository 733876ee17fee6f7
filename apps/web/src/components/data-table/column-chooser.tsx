import { ActionIcon, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import type { ColumnVisibilityState } from '@tanstack/react-table'
import type { Column } from './column.ts'

interface Props<T> {
  columns: readonly Column<T>[]
  visibility: ColumnVisibilityState
  onChange: (visibility: ColumnVisibilityState) => void
}

/** Which columns to show. The title column stays: without it a row has no name. */
export function ColumnChooser<T>({ columns, visibility, onChange }: Props<T>) {
  return (
    <Popover position="top-end" shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="Choose columns" title="Columns">
          <IconColumns3 size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
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
      </Popover.Dropdown>
    </Popover>
  )
}
