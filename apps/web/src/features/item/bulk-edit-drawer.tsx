import type { Item } from '@framewright/contracts/item/item.schema'
import { Drawer } from '@mantine/core'
import { plural } from '~/lib/format.ts'
import { BulkEditForm } from './bulk-edit-form.tsx'

interface Props {
  opened: boolean
  onClose: () => void
  rows: readonly Item[]
  onDone: () => void
}

/** Changes the selected items alike. */
export function BulkEditDrawer({ opened, onClose, rows, onDone }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      title={`Change ${plural(rows.length, 'item')} alike`}
    >
      {opened ? <BulkEditForm rows={rows} onClose={onClose} onDone={onDone} /> : null}
    </Drawer>
  )
}
