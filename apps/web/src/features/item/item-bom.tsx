import type { Item } from '@framewright/contracts/item/item.schema'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { BomBlock } from '~/features/bom/bom-block.tsx'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'

const ItemBomEditor = lazyPart(() => import('./item-bom-editor.tsx').then((part) => part.default))

/** What one of an item is made of; nothing where it is bought and one may not change that. */
export function ItemBom({ item }: { item: Item }) {
  const mayWrite = useMay('bom.write')
  const query = trpc.bom.get.useQuery({ itemId: item.id })
  const one = item.unit === 'each' ? 'one' : `one ${item.unit}`
  if (!mayWrite && query.data?.lines.length === 0) return null
  return (
    <Section title="Bill of materials">
      <QueryBlock query={query}>
        {(bom) => (
          <BomBlock
            bom={bom}
            one={one}
            none="It is not made of anything. With materials, production orders can make it."
            mayWrite={mayWrite && item.active}
            editor={(close) => <ItemBomEditor item={item} bom={bom} one={one} onClose={close} />}
          />
        )}
      </QueryBlock>
    </Section>
  )
}
