import { type ReportKind, reports } from '@framewright/contracts/report/report.kinds'
import type { PeriodReport } from '@framewright/contracts/report/report.schema'
import { Button } from '@mantine/core'
import { IconDownload, IconFileTypePdf } from '@tabler/icons-react'
import { keepPreviousData } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { EmptyState } from '~/components/empty-state.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { formatFullDay } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { downloadCsv, downloadPdf } from './report-files.ts'
import type { Days } from './report-period.ts'
import { ReportTable } from './report-table.tsx'
import classes from './reports-page.module.css'

/** One question for each, of one form. */
const asked = {
  SALES: trpc.report.sales,
  PURCHASING: trpc.report.purchasing,
  PRODUCTION: trpc.report.production,
  STOCK: trpc.report.stock,
  QUALITY: trpc.report.quality,
}

interface Props {
  kind: ReportKind
  days: Days
  /** The days are no period: nothing is asked. */
  wrong: boolean
  /** What chooses the report and its period. */
  children: ReactNode
}

/** One report: its tables with their totals, and the ways to take them along. */
export function ReportView({ kind, days, wrong, children }: Props) {
  const { title } = reports[kind]
  const query = asked[kind].useQuery(days, { enabled: !wrong, placeholderData: keepPreviousData })
  const [printing, setPrinting] = useState(false)
  const pdf = async () => {
    setPrinting(true)
    await downloadPdf(kind, days)
    setPrinting(false)
  }
  const download = { label: 'Download PDF', icon: IconFileTypePdf, loading: printing, run: () => void pdf() }
  return (
    <>
      <PageHeader title="Reports" subtitle={`${title}, ${spanOf(days)}`} actions={wrong ? [] : [download]} />
      {children}
      {wrong ? null : <QueryBlock query={query}>{(report) => <Tables report={report} days={days} />}</QueryBlock>}
    </>
  )
}

const spanOf = ({ from, to }: Days) =>
  from === to ? formatFullDay(from) : `${formatFullDay(from)} to ${formatFullDay(to)}`

function Tables({ report, days }: { report: PeriodReport; days: Days }) {
  if (report.sections.every(({ rows }) => rows.length === 0)) {
    return <EmptyState title="Nothing in this period" hint="Choose other days: what happened in them stands here." />
  }
  return (
    <>
      {report.sections.map((section) => (
        <Section
          key={section.key}
          title={section.title}
          action={
            section.rows.length > 0 ? (
              <Csv title={section.title} run={() => downloadCsv(report.kind, days, section.key)} />
            ) : undefined
          }
        >
          <ReportTable section={section} />
        </Section>
      ))}
      <div className={classes.note}>
        Days are those of {report.timeZone}, amounts in {report.currency}.
      </div>
    </>
  )
}

function Csv({ title, run }: { title: string; run: () => Promise<void> }) {
  const [running, setRunning] = useState(false)
  return (
    <Button
      className="fw-no-print"
      size="compact-sm"
      variant="subtle"
      color="gray"
      aria-label={`${title} as CSV`}
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={running}
      onClick={async () => {
        setRunning(true)
        await run()
        setRunning(false)
      }}
    >
      CSV
    </Button>
  )
}
