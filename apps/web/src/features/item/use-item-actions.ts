import type { RecordAction } from '@framewright/contracts/core/record-actions'
import type { Item } from '@framewright/contracts/item/item.schema'
import { IconBan, IconCircleCheck, IconPencil, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { PageAction } from '~/components/page-header.tsx'
import { confirm } from '~/lib/confirm.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** What one may do to an item itself: change it, take it out of use, delete what nothing refers to. */
export function useItemActions(item: Item, edit: () => void): PageAction[] {
  const { id, version, name, allowedActions } = item
  const navigate = useNavigate()
  const update = useDocumentAction(trpc.item.update, {
    entity: 'item',
    done: (after) => `${after.name} is ${after.active ? 'active again' : 'inactive'}`,
  })
  const remove = useDocumentAction(trpc.item.remove, {
    entity: 'item',
    done: `${name} deleted`,
    onDone: () => void navigate({ to: '/items', replace: true }),
  })
  const deactivate = async () => {
    const message = 'It takes no new orders then. Its stock stays, and open orders are carried out as they are.'
    const yes = await confirm({ title: `Deactivate ${name}?`, message, verb: 'Deactivate', danger: true })
    if (yes) update.mutate({ id, version, active: false })
  }
  const askRemove = async () => {
    const message = 'It was never stocked, ordered or built in, so it can be deleted for good.'
    if (await confirm({ title: `Delete ${name}?`, message, verb: 'Delete', danger: true })) remove.mutate({ id })
  }
  const actions: Partial<Record<RecordAction, PageAction>> = {
    update: { label: 'Edit', icon: IconPencil, run: edit },
    deactivate: { label: 'Deactivate', icon: IconBan, danger: true, run: () => void deactivate() },
    activate: { label: 'Activate', icon: IconCircleCheck, run: () => update.mutate({ id, version, active: true }) },
    remove: { label: 'Delete', icon: IconTrash, danger: true, run: () => void askRemove() },
  }
  return allowedActions.flatMap((action) => actions[action] ?? [])
}
