import type { Location } from '@framewright/contracts/stock/stock.schema'
import { ActionIcon, Checkbox } from '@mantine/core'
import { IconBan, IconCircleCheck, IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ListLink } from '~/components/list-link.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { TreeList } from '~/components/tree-list/tree-list.tsx'
import { confirm } from '~/lib/confirm.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import type { LocationTask } from './location-dialog.tsx'
import { isInside, usageWords } from './location-words.ts'
import { StockTabs } from './stock-tabs.tsx'
import { useLocations } from './use-locations.ts'

const LocationDialog = lazyDialog(() => import('./location-dialog.tsx').then((part) => part.LocationDialog), {
  task: null,
})

/** The shop's places as a tree, with the way to what lies in each. */
export function LocationsPage() {
  const query = useLocations()
  const mayWrite = useMay('stock.write')
  const [task, setTask] = useState<LocationTask | null>(null)
  const [all, setAll] = useState(false)
  const update = useDocumentAction(trpc.stock.updateLocation, {
    entity: 'location',
    done: (place) => `${place.name} is ${place.active ? 'active again' : 'inactive'}`,
  })
  const deactivate = async ({ id, name }: Location) => {
    const message = 'Nothing can be put there any more. It has to be empty first; its movements stay in the ledger.'
    const yes = await confirm({ title: `Deactivate ${name}?`, message, verb: 'Deactivate', danger: true })
    if (yes) update.mutate({ id, active: false })
  }
  const look = { variant: 'subtle', color: 'gray', size: 'lg' } as const
  const actions = (place: Location) => (
    <>
      {place.active ? (
        <ActionIcon
          {...look}
          aria-label={`New location in ${place.name}`}
          onClick={() => setTask({ parentId: place.id })}
        >
          <IconPlus size={17} aria-hidden />
        </ActionIcon>
      ) : null}
      <ActionIcon {...look} aria-label={`Rename or move ${place.name}`} onClick={() => setTask({ location: place })}>
        <IconPencil size={17} aria-hidden />
      </ActionIcon>
      {place.allowedActions.includes('deactivate') ? (
        <ActionIcon {...look} aria-label={`Deactivate ${place.name}`} onClick={() => void deactivate(place)}>
          <IconBan size={17} aria-hidden />
        </ActionIcon>
      ) : null}
      {place.allowedActions.includes('activate') ? (
        <ActionIcon
          {...look}
          aria-label={`Activate ${place.name}`}
          onClick={() => update.mutate({ id: place.id, active: true })}
        >
          <IconCircleCheck size={17} aria-hidden />
        </ActionIcon>
      ) : null}
    </>
  )
  return (
    <Page>
      <PageHeader
        title="Locations"
        actions={mayWrite ? [{ label: 'New location', icon: IconPlus, run: () => setTask({ parentId: null }) }] : []}
      />
      <StockTabs />
      <Section
        title="Places of the shop"
        action={
          <Checkbox
            size="xs"
            label="Also inactive ones"
            checked={all}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
        }
      >
        <QueryBlock query={query}>
          {({ items }) => (
            <TreeList
              label="Locations"
              rows={items.filter((place) => isInside(place) && (all || place.active))}
              name={({ id, name, code }) => (
                <ListLink path="/stock/balances" search={{ locationId: id }} className="fw-plain-link">
                  {name} <span className="fw-muted">{code}</span>
                </ListLink>
              )}
              facts={(place) => (
                <>
                  {place.active ? null : <StateBadge group="flag" state="INACTIVE" size="sm" />}
                  {usageWords[place.usage]}
                </>
              )}
              // Work in progress moves with the work alone.
              actions={(place) =>
                place.allowedActions.includes('update') && place.usage !== 'WIP' ? actions(place) : null
              }
            />
          )}
        </QueryBlock>
      </Section>
      <LocationDialog task={task} onClose={() => setTask(null)} />
    </Page>
  )
}
