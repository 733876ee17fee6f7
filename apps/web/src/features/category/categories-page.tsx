import type { Category } from '@framewright/contracts/category/category.schema'
import { ActionIcon, Button } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '~/components/empty-state.tsx'
import { ListLink } from '~/components/list-link.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { TreeList } from '~/components/tree-list/tree-list.tsx'
import { confirm } from '~/lib/confirm.ts'
import { plural } from '~/lib/format.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import type { CategoryTask } from './category-dialog.tsx'
import { useCategories } from './use-categories.ts'

const CategoryDialog = lazyDialog(() => import('./category-dialog.tsx').then((part) => part.CategoryDialog), {
  task: null,
})

/** The tree items are sorted into, with the way to the items of each. */
export function CategoriesPage() {
  const query = useCategories()
  const mayWrite = useMay('item.write')
  const [task, setTask] = useState<CategoryTask | null>(null)
  const remove = useDocumentAction(trpc.category.remove, { entity: 'category', done: 'Category deleted' })
  const askRemove = async ({ id, path }: Category) => {
    const message = 'It is empty: no item and no other category is in it.'
    if (await confirm({ title: `Delete ${path}?`, message, verb: 'Delete', danger: true })) remove.mutate({ id })
  }
  const begin = () => setTask({ parentId: null })
  return (
    <Page narrow>
      <PageHeader
        title="Categories"
        actions={mayWrite ? [{ label: 'New category', icon: IconPlus, run: begin }] : []}
      />
      <Section title="All categories">
        <QueryBlock query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                title="No categories yet"
                hint="Sort the catalogue: hardware, hinges below it, seals beside them."
                action={mayWrite ? <Button onClick={begin}>New category</Button> : null}
              />
            ) : (
              <TreeList
                label="Categories"
                rows={items}
                name={({ id, name }) => (
                  <ListLink path="/items" search={{ categoryId: id }} className="fw-plain-link">
                    {name}
                  </ListLink>
                )}
                facts={(category) => <span className="fw-number">{plural(category.items, 'item')}</span>}
                actions={(category) =>
                  category.allowedActions.includes('update') ? (
                    <Actions category={category} onTask={setTask} onRemove={() => void askRemove(category)} />
                  ) : null
                }
              />
            )
          }
        </QueryBlock>
      </Section>
      <CategoryDialog task={task} onClose={() => setTask(null)} />
    </Page>
  )
}

interface ActionsProps {
  category: Category
  onTask: (task: CategoryTask) => void
  onRemove: () => void
}

function Actions({ category, onTask, onRemove }: ActionsProps) {
  const { name } = category
  const isEmpty = category.allowedActions.includes('remove')
  const look = { variant: 'subtle', color: 'gray', size: 'lg' } as const
  return (
    <>
      <ActionIcon {...look} aria-label={`New category below ${name}`} onClick={() => onTask({ parentId: category.id })}>
        <IconPlus size={17} aria-hidden />
      </ActionIcon>
      <ActionIcon {...look} aria-label={`Rename or move ${name}`} onClick={() => onTask({ category })}>
        <IconPencil size={17} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...look}
        aria-label={`Delete ${name}`}
        title={isEmpty ? undefined : 'Only an empty category can be deleted'}
        disabled={!isEmpty}
        onClick={onRemove}
      >
        <IconTrash size={17} aria-hidden />
      </ActionIcon>
    </>
  )
}
