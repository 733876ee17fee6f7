import type { JobHealth, SystemHealth } from '@framewright/contracts/system/system.schema'
import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Column } from '~/components/data-table/column.ts'
import { EmptyState } from '~/components/empty-state.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { formatCount } from '~/lib/format.ts'
import { formatBytes } from '~/lib/format-bytes.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { worries } from './worries.ts'

/** How often the figures are asked for again while somebody looks. */
const refreshMs = 5_000

/** How the system is, for whoever runs it: what /metrics tells, for a person. */
export function SystemPage() {
  const allowed = useMay('system.health')
  if (!allowed) {
    return (
      <Page>
        <PageHeader title="System" />
        <EmptyState title="This is for administrators" hint="It shows how the server and its database are." />
      </Page>
    )
  }
  return <Health />
}

function Health() {
  const query = trpc.system.health.useQuery(undefined, { refetchInterval: refreshMs })
  return (
    <Page>
      <PageHeader title="System" {...(query.data ? { subtitle: `Framewright ${query.data.version}` } : {})} />
      <QueryBlock query={query}>{(health) => <Figures health={health} />}</QueryBlock>
    </Page>
  )
}

function Figures({ health }: { health: SystemHealth }) {
  const { process, database, events, invariants, backup, replicas } = health
  const wrong = worries(health, new Date())
  return (
    <>
      {wrong.length > 0 ? (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title="Look at this"
          styles={{ title: { color: 'var(--mantine-color-text)' } }}
        >
          {wrong.map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
        </Alert>
      ) : (
        <Text c="dimmed">Nothing here needs anybody.</Text>
      )}
      <Section title="Database">
        <FactGrid
          facts={[
            { label: 'PostgreSQL', value: database.version },
            { label: 'Size', value: formatBytes(database.bytes) },
            {
              label: 'Connections',
              value: `${formatCount(database.connections)} of ${formatCount(database.maxConnections)}`,
            },
            { label: 'Last backup', value: backup ? <RelativeTime value={backup.at} /> : 'None is known' },
            { label: 'Last check', value: invariants ? <RelativeTime value={invariants.checkedAt} /> : 'None yet' },
            { label: 'Violations', value: invariants ? formatCount(invariants.violations) : '–' },
            { label: 'Events waiting', value: formatCount(events.waiting) },
            { label: 'Parcels waiting for stock', value: formatCount(health.fulfilmentsWaiting) },
          ]}
        />
      </Section>
      <Section title="This process">
        <FactGrid
          facts={[
            { label: 'Started', value: <RelativeTime value={process.startedAt} /> },
            { label: 'Memory', value: formatBytes(process.memoryBytes) },
            { label: 'Open live streams', value: formatCount(process.liveStreams) },
          ]}
        />
        <SmallTable label="Connections" columns={poolColumns} rows={process.pools.map(byName)} />
      </Section>
      <Section title="Jobs">
        <SmallTable label="Jobs" columns={jobColumns} rows={process.jobs.map(byName)} />
      </Section>
      {replicas.length > 0 ? (
        <Section title="Replicas">
          <SmallTable label="Replicas" columns={replicaColumns} rows={replicas.map(byName)} />
        </Section>
      ) : null}
    </>
  )
}

const byName = <T extends object>(row: T, id: number): T & { id: number } => ({ ...row, id })
const count = (value: number) => <span className="fw-number">{formatCount(value)}</span>

type Row<T> = T & { id: number }
const poolColumns: Column<Row<SystemHealth['process']['pools'][number]>>[] = [
  { id: 'name', header: 'Connections for', card: 'title', cell: (pool) => pool.name },
  { id: 'inUse', header: 'In use', align: 'right', cell: (pool) => count(pool.inUse) },
  { id: 'idle', header: 'Idle', align: 'right', cell: (pool) => count(pool.idle) },
  { id: 'waiting', header: 'Waited for', align: 'right', cell: (pool) => count(pool.waiting) },
  { id: 'max', header: 'At most', align: 'right', cell: (pool) => count(pool.max) },
]
const jobColumns: Column<Row<JobHealth>>[] = [
  { id: 'name', header: 'Job', card: 'title', cell: (job) => job.name },
  {
    id: 'last',
    header: 'Went well',
    cell: (job) => (job.lastSuccessAt ? <RelativeTime value={job.lastSuccessAt} /> : 'Not yet'),
  },
  { id: 'runs', header: 'Runs', align: 'right', cell: (job) => count(job.runs) },
  { id: 'failures', header: 'Failed', align: 'right', cell: (job) => count(job.failures) },
  { id: 'failure', header: 'Why', cell: (job) => job.failure ?? '–' },
]
const replicaColumns: Column<Row<SystemHealth['replicas'][number]>>[] = [
  { id: 'name', header: 'Replica', card: 'title', cell: (replica) => replica.name },
  { id: 'usable', header: 'Takes queries', cell: (replica) => (replica.usable ? 'Yes' : 'No') },
  { id: 'position', header: 'Has events up to', align: 'right', cell: (replica) => count(replica.position) },
]
