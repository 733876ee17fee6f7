import type { Item } from '@framewright/contracts/item/item.schema'
import { IconBan, IconCircleCheck, IconPencil, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { PageAction } from '~/components/page-header.tsx'
import { confirm } from '~/lib/confirm.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** What one may do to an item itself: change it, take it out of use, delete what nothing refers to. */
export function useItemActions(item: Item, edit: () => void): PageAction[] {
  const { id, version, name } = item
  const navigate = useNavigate()
  const mayWrite = useMay('item.write')
  const update = useDocumentAction(trpc.item.update, {
    entity: 'item',
    done: (after) => `${after.name} is ${after.active ? 'active again' : 'inactive'}`,
  })
  const remove = useDocumentAction(trpc.item.remove, {
    entity: 'item',
    done: `${name} deleted`,
    onDone: () => void navigate({ to: '/items', replace: true }),
  })
  // A frame is changed among the frames, where its size and stages are.
  if (!mayWrite || item.kind === 'FRAME') return []
  const deactivate = async () => {
    const message = 'It takes no new orders then. Its stock stays, and open orders are carried out as they are.'
    const yes = await confirm({ title: `Deactivate ${name}?`, message, verb: 'Deactivate', danger: true })
    if (yes) update.mutate({ id, version, active: false })
  }
  const askRemove = async () => {
    const message = 'Only an item that was never stocked, ordered or built in can be deleted. It is then gone for good.'
    if (await confirm({ title: `Delete ${name}?`, message, verb: 'Delete', danger: true })) remove.mutate({ id })
  }
  return [
    { label: 'Edit', icon: IconPencil, run: edit },
    item.active
      ? { label: 'Deactivate', icon: IconBan, danger: true, run: () => void deactivate() }
      : { label: 'Activate', icon: IconCircleCheck, run: () => update.mutate({ id, version, active: true }) },
    { label: 'Delete', icon: IconTrash, danger: true, run: () => void askRemove() },
  ]
}
