import * as decimal from '@framewright/contracts/core/decimal'
import type { Frame, FrameBom } from '@framewright/contracts/frame/frame.schema'
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { QuantityText } from '~/components/text.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { formatDay } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import classes from './frame-page.module.css'

const BomEditor = lazy(() => import('./bom-editor.tsx'))

/** What one frame takes at each stage, and its editor for those who may. */
export function BomSection({ frame }: { frame: Frame }) {
  const [editing, setEditing] = useState(false)
  const mayWrite = useMay('frame.write')
  const query = trpc.frame.bom.useQuery({ id: frame.id })
  if (query.isPending) return <Skeleton height={96} />
  if (!query.data) return <WidgetError error={query.error} retry={() => void query.refetch()} />
  const bom = query.data
  if (editing) {
    return (
      <Suspense fallback={<Skeleton height={96} />}>
        <BomEditor frame={frame} bom={bom} onClose={() => setEditing(false)} />
      </Suspense>
    )
  }
  return (
    <>
      {bom.lines.length > 0 ? (
        <BomTable bom={bom} />
      ) : (
        <Text size="sm" c="dimmed">
          No materials yet: making this frame consumes nothing.
        </Text>
      )}
      <Group justify="space-between" mt="sm">
        <span className={classes.quiet}>
          {bom.revision > 0 ? `Revision ${bom.revision}` : null}
          {bom.effective ? `, in force since ${formatDay(bom.effective.slice(0, 10))}` : null}
        </span>
        {mayWrite ? (
          <Button
            size="xs"
            variant="default"
            className="fw-no-print"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {bom.lines.length > 0 ? 'Change materials' : 'Add materials'}
          </Button>
        ) : null}
      </Group>
    </>
  )
}

function BomTable({ bom }: { bom: FrameBom }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Material</th>
            <th scope="col">Stage</th>
            <th scope="col" data-align="right">
              For one frame
            </th>
            <th scope="col" data-align="right">
              Scrap (%)
            </th>
            <th scope="col" data-align="right">
              Available
            </th>
          </tr>
        </thead>
        <tbody>
          {bom.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a component may stand twice, and lines have no id
            <tr key={`${line.componentId}-${line.stage}-${index}`}>
              <td>
                <Link to={`/items/${line.componentId}` as string} className="fw-link">
                  {line.name}
                </Link>{' '}
                <span className={classes.quiet}>{line.sku}</span>
              </td>
              <td>{lookOf('taskKind', line.stage).word}</td>
              <td data-align="right">
                <QuantityText value={line.quantity} /> {line.unit}
              </td>
              <td data-align="right">
                {decimal.isZero(line.scrapPercent) ? '–' : <QuantityText value={line.scrapPercent} />}
              </td>
              <td data-align="right">
                <QuantityText value={line.available} warnAtZero /> {line.componentUnit}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
