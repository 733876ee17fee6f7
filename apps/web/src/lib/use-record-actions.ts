import type { RecordAction } from '@framewright/contracts/core/record-actions'
import type { EventEntity } from '@framewright/contracts/event/event.schema'
import { IconArrowMerge, IconBan, IconCircleCheck, IconPencil, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { PageAction } from '~/components/page-header.tsx'
import { confirm } from './confirm.ts'
import { type Mutation, useActionOf } from './use-document-action.ts'

interface RecordOf {
  id: number
  name: string
  version: number
  allowedActions: readonly RecordAction[]
}

interface Options {
  entity: EventEntity
  update: Mutation<
    { id: number; version?: number | undefined; active?: boolean | undefined },
    { name: string; active: boolean }
  >
  remove: Mutation<{ id: number }, unknown>
  /** Where the list is, to go to when the record is gone. */
  list: '/customers' | '/suppliers' | '/machines'
  edit: () => void
  /** Whether something else is what one comes here for. */
  editIsQuiet?: boolean
  merge?: () => void
  /** What follows from it, for who is about to decide. */
  deactivating: string
  removing: string
  /** How it is called then. */
  states?: { active: string; inactive: string }
}

/** What may be done to a record now, as its page's header offers it; what cannot be taken back is asked twice. */
export function useRecordActions({ id, name, version, allowedActions }: RecordOf, options: Options): PageAction[] {
  const { entity, list, states = { active: 'active again', inactive: 'inactive' } } = options
  const navigate = useNavigate()
  const update = useActionOf(options.update, {
    entity,
    done: (after) => `${after.name} is ${after.active ? states.active : states.inactive}`,
  })
  const remove = useActionOf(options.remove, {
    entity,
    done: `${name} deleted`,
    onDone: () => void navigate({ to: list, replace: true }),
  })
  const sure = async (verb: string, message: string, act: () => void) => {
    if (await confirm({ title: `${verb} ${name}?`, message, verb, danger: true })) act()
  }
  const set = (active: boolean) => update.mutate({ id, version, active })
  const actions: Partial<Record<RecordAction, PageAction>> = {
    update: { label: 'Edit', icon: IconPencil, run: options.edit, quiet: options.editIsQuiet ?? false },
    ...(options.merge ? { merge: { label: 'Merge a duplicate', icon: IconArrowMerge, run: options.merge } } : {}),
    deactivate: {
      label: 'Deactivate',
      icon: IconBan,
      danger: true,
      run: () => void sure('Deactivate', options.deactivating, () => set(false)),
    },
    activate: { label: 'Activate', icon: IconCircleCheck, run: () => set(true) },
    remove: {
      label: 'Delete',
      icon: IconTrash,
      danger: true,
      run: () => void sure('Delete', options.removing, () => remove.mutate({ id })),
    },
  }
  return allowedActions.flatMap((action) => actions[action] ?? [])
}
