import { Button, Text } from '@mantine/core'
import { IconBuildingFactory2, IconPackage } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Page } from '~/components/page.tsx'
import { type PageAction, PageHeader } from '~/components/page-header.tsx'
import { PagePending } from '~/components/page-pending.tsx'
import tabClasses from '~/components/page-tabs.module.css'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { TreeTab } from './tree/tree-tab.tsx'

const RevisionsTab = lazy(() => import('./revisions-tab.tsx'))
const WhereUsedTab = lazy(() => import('./where-used-tab.tsx'))

export type BomTab = 'revisions' | 'used'
/** What the link holds. */
export interface BomSearch {
  tab?: BomTab
  quantity?: string
  on?: string
  scrap?: boolean
  /** The revision looked at, where it is not the one in force. */
  revision?: number
  /** Another to compare it with. */
  with?: number
}

const tabs: readonly { tab: BomTab | undefined; label: string }[] = [
  { tab: undefined, label: 'Tree' },
  { tab: 'revisions', label: 'Revisions' },
  { tab: 'used', label: 'Where used' },
]

/** The same link at another tab. */
function withTab({ tab: _, ...rest }: BomSearch, tab: BomTab | undefined): BomSearch {
  return tab === undefined ? rest : { ...rest, tab }
}

/** What an item is made of and used in. */
export function BomPage({ itemId, search }: { itemId: number; search: BomSearch }) {
  const navigate = useNavigate()
  const item = trpc.item.get.useQuery({ id: itemId })
  const bom = trpc.bom.get.useQuery({ itemId })
  const mayPlan = useMay('productionOrder.write')
  const patch = (change: BomSearch) =>
    void navigate({
      to: '/boms/$id',
      params: { id: String(itemId) },
      search: { ...search, ...change },
      replace: true,
      resetScroll: false,
    })
  if (item.data === undefined || bom.data === undefined) {
    const error = item.error ?? bom.error
    return error ? <Section title="Bill of materials">{error.message}</Section> : <PagePending />
  }
  const { name, sku, kind } = item.data
  const drafted = bom.data.latest > bom.data.revision
  const actions: PageAction[] = [
    ...(mayPlan && bom.data.revision > 0
      ? [
          {
            label: 'Plan production',
            icon: IconBuildingFactory2,
            to: `/production-orders/plan?itemId=${itemId}&quantity=${search.quantity ?? '1'}`,
          },
        ]
      : []),
    {
      label: kind === 'FRAME' ? 'Open the frame' : 'Open the item',
      icon: IconPackage,
      to: kind === 'FRAME' ? `/frames/${itemId}` : `/items/${itemId}`,
      quiet: true,
    },
  ]
  return (
    <Page>
      <PageHeader
        title={name}
        subtitle={`${sku} · ${bom.data.revision === 0 ? 'no bill of materials in force' : `revision ${bom.data.revision} of its bill of materials`}`}
        badge={item.data.active ? undefined : <StateBadge group="flag" state="INACTIVE" />}
        actions={actions}
      />
      <nav className={`${tabClasses.tabs} fw-no-print`} aria-label="Parts of the bill of materials">
        {tabs.map(({ tab, label }) => (
          <Link
            key={label}
            to="/boms/$id"
            params={{ id: String(itemId) }}
            search={withTab(search, tab)}
            activeOptions={{ exact: true, includeSearch: true }}
            replace
          >
            {label}
            {tab === 'revisions' && drafted ? ' •' : ''}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<PagePending />}>
        {search.tab === 'used' ? (
          <WhereUsedTab itemId={itemId} unit={item.data.unit} />
        ) : search.tab === 'revisions' ? (
          <RevisionsTab item={item.data} search={search} patch={patch} />
        ) : bom.data.revision === 0 && search.revision === undefined ? (
          <Section title="Tree">
            <Text size="sm" c="dimmed" mb="sm">
              Nothing is in force that it is made by
              {drafted ? '; a revision is being drafted or has a day to come' : ''}.
            </Text>
            <Button component={Link} to={`/boms/${itemId}?tab=revisions` as string} variant="default" size="xs">
              Revisions
            </Button>
          </Section>
        ) : (
          <TreeTab itemId={itemId} name={name} unit={item.data.unit} search={search} patch={patch} />
        )}
      </Suspense>
    </Page>
  )
}
