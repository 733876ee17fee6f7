import type { Bom } from '@framewright/contracts/bom/bom.schema'
import type { Item } from '@framewright/contracts/item/item.schema'
import { BomGrid } from '~/features/bom/bom-grid.tsx'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { notifyError } from '~/lib/notify.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  item: Item
  bom: Bom
  one: string
  onClose: () => void
}

/** An item's materials; saving is refused when somebody else added a revision meanwhile. */
export default function ItemBomEditor({ item, bom, one, onClose }: Props) {
  const save = useDocumentAction(trpc.bom.create, {
    entity: 'item',
    done: 'Bill of materials saved',
    onDone: () => {
      invalidateDocument('item', item.id)
      onClose()
    },
  })
  return (
    <BomGrid
      bom={bom}
      firstStage={null}
      one={one}
      saving={save.isPending}
      onSave={(lines) =>
        lines.length === 0
          ? notifyError('A bill of materials needs at least one line.')
          : save.mutate({ itemId: item.id, basedOn: bom.latest, lines })
      }
      onClose={onClose}
    />
  )
}
