import type { Bom } from '@framewright/contracts/bom/bom.schema'
import type { Item } from '@framewright/contracts/item/item.schema'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { notifyError } from '~/lib/notify.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { BomGrid, type SavedLine } from './bom-grid.tsx'

interface Props {
  item: Item
  /** What the change begins from: the draft itself, or the revision the next one is based on. */
  bom: Bom
  onClose: () => void
}

/** Changes a draft, or writes the next revision: released at once, or only drafted. */
export default function RevisionEditor({ item, bom, onClose }: Props) {
  const entity = item.kind === 'FRAME' ? 'frame' : 'item'
  const frame = trpc.frame.get.useQuery({ id: item.id }, { enabled: entity === 'frame' })
  const onDone = () => {
    invalidateDocument(entity, item.id)
    onClose()
  }
  const drafting = bom.status === 'DRAFT'
  const create = useDocumentAction(trpc.bom.create, {
    entity,
    done: (made) => `Revision ${made.revision} saved`,
    onDone,
  })
  const update = useDocumentAction(trpc.bom.update, { entity, done: 'Draft saved', onDone })
  if (entity === 'frame' && frame.data === undefined) return null
  const save = (lines: SavedLine[], draft: boolean) => {
    if (lines.length === 0) return notifyError('A bill of materials needs at least one line.')
    if (drafting) return update.mutate({ itemId: item.id, revision: bom.revision, version: bom.version, lines })
    create.mutate({ itemId: item.id, basedOn: bom.latest, draft, lines })
  }
  return (
    <BomGrid
      bom={bom}
      firstStage={entity === 'frame' ? (frame.data?.stages[0] ?? 'ASSEMBLY') : null}
      one={item.unit === 'each' ? 'one' : `one ${item.unit}`}
      saving={create.isPending || update.isPending}
      saveLabel={drafting ? 'Save draft' : 'Save and release'}
      onSave={(lines) => save(lines, false)}
      {...(drafting ? {} : { onDraft: (lines: SavedLine[]) => save(lines, true) })}
      onClose={onClose}
    />
  )
}
