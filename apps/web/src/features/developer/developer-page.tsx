import type { TableInfo } from '@framewright/contracts/developer/developer.schema'
import { Button, Checkbox, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Column } from '~/components/data-table/column.ts'
import { EmptyState } from '~/components/empty-state.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { formatCount } from '~/lib/format.ts'
import { formatBytes } from '~/lib/format-bytes.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { ResetSequences } from './reset-sequences.tsx'

const ClearDialog = lazyDialog(() => import('./clear-dialog.tsx').then((part) => part.ClearDialog), { asked: null })

/** How often the figures are asked for again while somebody looks. */
const refreshMs = 5_000

/** What every table holds, and the tools that empty them. */
export function DeveloperPage() {
  const allowed = useMay('developer.tools')
  if (!allowed) {
    return (
      <Page>
        <PageHeader title="Data tools" />
        <EmptyState title="These are for super administrators" hint="They can empty the whole shop." />
      </Page>
    )
  }
  return <Tools />
}

const kindWords: Record<TableInfo['kind'], string> = {
  DATA: 'Data',
  LEDGER: 'Ledger',
  AUDIT: 'Audit trail',
  IDENTITY: 'People',
  SYSTEM: 'System',
}

function Tools() {
  const query = trpc.developer.tables.useQuery(undefined, { refetchInterval: refreshMs })
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const [clearing, clear] = useState<readonly string[] | 'everything' | null>(null)
  const toggle = (name: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(name)
    else next.delete(name)
    choose(next)
  }
  const columns: Column<TableInfo & { id: number }>[] = [
    {
      id: 'name',
      header: 'Table',
      card: 'title',
      cell: (table) => (
        <Checkbox
          label={<code>{table.name}</code>}
          checked={chosen.has(table.name)}
          disabled={!table.clearable}
          onChange={(event) => toggle(table.name, event.currentTarget.checked)}
        />
      ),
    },
    {
      id: 'kind',
      header: 'Holds',
      cell: (table) => kindWords[table.kind],
    },
    {
      id: 'rows',
      header: 'Rows',
      align: 'right',
      cell: (table) => (
        <span className="fw-number" title={table.exact ? 'Counted just now' : 'As the database has kept it'}>
          {table.exact ? '' : '≈ '}
          {formatCount(table.rows)}
        </span>
      ),
    },
    { id: 'bytes', header: 'Size', align: 'right', cell: (table) => number(formatBytes(table.bytes)) },
    { id: 'indexBytes', header: 'Indexes', align: 'right', cell: (table) => number(formatBytes(table.indexBytes)) },
    { id: 'deadRows', header: 'Dead rows', align: 'right', cell: (table) => number(formatCount(table.deadRows)) },
    { id: 'lastVacuum', header: 'Vacuumed', cell: (table) => <RelativeTime value={table.lastVacuum} /> },
    { id: 'note', header: 'Note', cell: (table) => <span className="fw-muted">{table.note}</span> },
  ]
  return (
    <Page>
      <PageHeader
        title="Data tools"
        subtitle={query.data ? `Database ${query.data.database}. The figures renew themselves.` : undefined}
      />
      <Section title="Tables">
        <QueryBlock query={query}>
          {({ tables }) => (
            <SmallTable
              label="Tables of the database"
              columns={columns}
              rows={tables.map((table, index) => ({ ...table, id: index }))}
            />
          )}
        </QueryBlock>
      </Section>
      <Section title="Danger zone">
        <Text size="sm" c="dimmed" mb="md">
          What is cleared is gone: only a backup brings it back. Nothing that refers to cleared rows is taken along in
          silence; you are told what must go too.{' '}
          {query.data?.development
            ? 'This server is set up for development: the stock ledger and the audit trail can be cleared as well.'
            : 'The stock ledger and the audit trail stay whatever is chosen.'}
        </Text>
        <Group gap="sm">
          <Button color="red" disabled={chosen.size === 0} onClick={() => clear([...chosen])}>
            Clear {chosen.size === 0 ? 'the chosen tables' : chosen.size === 1 ? '1 table' : `${chosen.size} tables`}…
          </Button>
          <Button variant="default" onClick={() => clear('everything')}>
            Clear everything…
          </Button>
          <ResetSequences />
        </Group>
      </Section>
      <ClearDialog
        asked={clearing}
        onClose={() => clear(null)}
        onCleared={() => {
          choose(new Set())
          clear(null)
        }}
        onAlso={(tables) => {
          const all = new Set([...chosen, ...tables])
          choose(all)
          clear([...all])
        }}
      />
    </Page>
  )
}

const number = (text: string) => <span className="fw-number">{text}</span>
