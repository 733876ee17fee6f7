import type { Frame, FrameBom } from '@framewright/contracts/frame/frame.schema'
import { BomGrid } from '~/features/bom/bom-grid.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  frame: Frame
  bom: FrameBom
  onClose: () => void
}

/** A frame's materials; saving is refused when somebody else added a revision meanwhile. */
export default function BomEditor({ frame, bom, onClose }: Props) {
  const firstStage = frame.stages[0] ?? 'ASSEMBLY'
  const save = useDocumentAction(trpc.frame.saveBom, {
    entity: 'frame',
    done: 'Bill of materials saved',
    onDone: onClose,
  })
  return (
    <BomGrid
      bom={bom}
      firstStage={firstStage}
      one="one frame"
      saving={save.isPending}
      onSave={(lines) =>
        save.mutate({
          id: frame.id,
          revision: bom.latest,
          lines: lines.map((line) => ({ ...line, stage: line.stage ?? firstStage })),
        })
      }
      onClose={onClose}
    />
  )
}
