import type { Frame } from '@framewright/contracts/frame/frame.schema'
import { QueryBlock } from '~/components/query-block.tsx'
import { BomBlock } from '~/features/bom/bom-block.tsx'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'

const BomEditor = lazyPart(() => import('./bom-editor.tsx').then((part) => part.default))

/** What one frame takes at each stage, and its editor for those who may. */
export function BomSection({ frame }: { frame: Frame }) {
  const mayWrite = useMay('frame.write')
  const query = trpc.frame.bom.useQuery({ id: frame.id })
  return (
    <QueryBlock query={query}>
      {(bom) => (
        <BomBlock
          bom={bom}
          one="one frame"
          none="No materials yet: making this frame consumes nothing."
          mayWrite={mayWrite}
          editor={(close) => <BomEditor frame={frame} bom={bom} onClose={close} />}
        />
      )}
    </QueryBlock>
  )
}
