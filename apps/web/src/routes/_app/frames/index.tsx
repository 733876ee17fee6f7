import type { FrameListInput } from '@framewright/contracts/frame/frame.schema'
import { createFileRoute } from '@tanstack/react-router'
import { FramesPage } from '~/features/frame/frames-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { flag, oneOf, sortBy, text, whole } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/frames/')({
  validateSearch: listSearch<FrameListInput>({
    search: text,
    sort: sortBy('name', 'sku', 'material', 'widthMm', 'heightMm', 'unitPrice', 'available', 'id'),
    material: text,
    active: flag,
    stock: oneOf('IN', 'OUT'),
    minWidthMm: whole,
    maxWidthMm: whole,
    minHeightMm: whole,
    maxHeightMm: whole,
  }),
  component: FramesPage,
})
