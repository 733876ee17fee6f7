import type { Bom, BomSummary } from '@framewright/contracts/bom/bom.schema'
import type { Item } from '@framewright/contracts/item/item.schema'
import { Button, Group, NativeSelect, Skeleton, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { confirm } from '~/lib/confirm.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import type { BomSearch } from './bom-page.tsx'
import { Comparison } from './comparison.tsx'
import { revisionColumns } from './revision-columns.tsx'

const RevisionEditor = lazy(() => import('./revision-editor.tsx'))

interface Props {
  item: Item
  search: BomSearch
  patch: (change: BomSearch) => void
}

/** An item's revisions: the one being drafted, what any two differ in, and the next one. */
export default function RevisionsTab({ item, search, patch }: Props) {
  const mayWrite = useMay('bom.write') && item.active && item.kind !== 'SERVICE'
  const query = trpc.bom.list.useQuery({ itemId: item.id, limit: 200 })
  const [editing, setEditing] = useState<number>()
  return (
    <>
      <Section title="Revisions">
        <QueryBlock query={query}>
          {({ items }) => (
            <>
              {items.length === 0 ? (
                <Text size="sm" c="dimmed">
                  There is none yet.
                </Text>
              ) : (
                <SmallTable
                  label="Revisions"
                  columns={revisionColumns}
                  rows={items}
                  href={(row) => `/boms/${item.id}?revision=${row.revision}`}
                />
              )}
              {mayWrite && editing === undefined ? (
                <RevisionButtons item={item} revisions={items} onEdit={setEditing} />
              ) : null}
            </>
          )}
        </QueryBlock>
      </Section>
      {editing !== undefined ? (
        <Section title={editing === 0 ? 'First revision' : 'Change'}>
          <Suspense fallback={<Skeleton height={96} />}>
            <EditorOf item={item} revision={editing} onClose={() => setEditing(undefined)} />
          </Suspense>
        </Section>
      ) : null}
      {query.data && query.data.items.length > 1 ? (
        <Section title="Compare">
          <Compared itemId={item.id} revisions={query.data.items} search={search} patch={patch} />
        </Section>
      ) : null}
    </>
  )
}

function EditorOf({ item, revision, onClose }: { item: Item; revision: number; onClose: () => void }) {
  const query = trpc.bom.get.useQuery({ itemId: item.id, ...(revision === 0 ? {} : { revision }) })
  return (
    <QueryBlock query={query}>
      {(bom: Bom) => <RevisionEditor key={`${bom.revision}-${bom.version}`} item={item} bom={bom} onClose={onClose} />}
    </QueryBlock>
  )
}

/** What can be done next: change the draft, release it, throw it away; or begin the next revision from the newest. */
function RevisionButtons({
  item,
  revisions,
  onEdit,
}: {
  item: Item
  revisions: readonly BomSummary[]
  onEdit: (revision: number) => void
}) {
  const entity = item.kind === 'FRAME' ? 'frame' : 'item'
  const onDone = () => invalidateDocument(entity, item.id)
  const release = useDocumentAction(trpc.bom.release, { entity, done: 'Released', onDone })
  const discard = useDocumentAction(trpc.bom.discard, { entity, done: 'Thrown away', onDone })
  const draft = revisions.find((row) => row.status === 'DRAFT')
  if (draft === undefined) {
    return (
      <Group mt="sm">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={() => onEdit(revisions[0]?.revision ?? 0)}
        >
          {revisions.length === 0 ? 'Write the first revision' : 'Write the next revision'}
        </Button>
      </Group>
    )
  }
  const { revision } = draft
  const askDiscard = async () => {
    const yes = await confirm({
      title: `Throw revision ${revision} away?`,
      message: 'The draft is gone then; what is released stays as it is.',
      verb: 'Throw away',
      danger: true,
    })
    if (yes) discard.mutate({ itemId: item.id, revision })
  }
  return (
    <Group mt="sm" gap="xs">
      <Button size="xs" loading={release.isPending} onClick={() => release.mutate({ itemId: item.id, revision })}>
        Release revision {revision}
      </Button>
      <Button size="xs" variant="default" onClick={() => onEdit(revision)}>
        Change the draft
      </Button>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        component={Link}
        to={`/boms/${item.id}?revision=${revision}` as string}
      >
        Its tree
      </Button>
      <Button size="xs" variant="subtle" color="red" loading={discard.isPending} onClick={() => void askDiscard()}>
        Throw it away
      </Button>
    </Group>
  )
}

interface ComparedProps {
  itemId: number
  revisions: readonly BomSummary[]
  search: BomSearch
  patch: (change: BomSearch) => void
}

function Compared({ itemId, revisions, search, patch }: ComparedProps) {
  const to = search.revision ?? revisions[0]?.revision ?? 1
  const from = search.with ?? revisions.find((row) => row.revision < to)?.revision ?? revisions.at(-1)?.revision ?? 1
  const query = trpc.bom.compare.useQuery({ itemId, from, to })
  const data = revisions.map((row) => ({
    value: String(row.revision),
    label: `Revision ${row.revision}${row.status === 'DRAFT' ? ' (draft)' : row.inForce ? ' (in force)' : ''}`,
  }))
  return (
    <>
      <Group mb="sm" className="fw-no-print">
        <NativeSelect
          label="From"
          data={data}
          value={String(from)}
          onChange={(event) => patch({ with: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label="To"
          data={data}
          value={String(to)}
          onChange={(event) => patch({ revision: Number(event.currentTarget.value), with: from })}
        />
      </Group>
      <QueryBlock query={query}>{(comparison) => <Comparison comparison={comparison} />}</QueryBlock>
    </>
  )
}
