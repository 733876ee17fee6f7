import type { Item } from '@framewright/contracts/item/item.schema'
import { Button, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { plural } from '~/lib/format.ts'
import { BulkEditForm } from './bulk-edit-form.tsx'

/** The button below a selection of items that opens the drawer to change them alike. */
export function BulkEdit({ rows, onDone }: { rows: readonly Item[]; onDone: () => void }) {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button size="compact-sm" variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={open}>
        Change
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size={480}
        title={`Change ${plural(rows.length, 'item')} alike`}
      >
        {opened ? <BulkEditForm rows={rows} onClose={close} onDone={onDone} /> : null}
      </Drawer>
    </>
  )
}
