import type { Item } from '@framewright/contracts/item/item.schema'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { lazyDialog } from '~/lib/lazy-part.tsx'

const BulkEditDrawer = lazyDialog(() => import('./bulk-edit-drawer.tsx').then((part) => part.BulkEditDrawer), {
  opened: false,
})

/** The button below a selection of items that opens the drawer to change them alike. */
export function BulkEdit({ rows, onDone }: { rows: readonly Item[]; onDone: () => void }) {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button size="compact-sm" variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={open}>
        Change
      </Button>
      <BulkEditDrawer opened={opened} onClose={close} rows={rows} onDone={onDone} />
    </>
  )
}
