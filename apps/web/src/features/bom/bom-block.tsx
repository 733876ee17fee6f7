import type { Bom } from '@framewright/contracts/bom/bom.schema'
import * as decimal from '@framewright/contracts/core/decimal'
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import classes from '~/components/plain-table.module.css'
import { QuantityText } from '~/components/text.tsx'
import { formatDay } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { lookOf } from '~/state/state-table.ts'

interface Props {
  bom: Bom
  /** What one of it is called: "one frame". */
  one: string
  /** What an item without materials says. */
  none: string
  mayWrite: boolean
  /** Its editor, loaded when it is opened. */
  editor: (close: () => void) => ReactNode
}

/** What one of an item takes, and its editor for those who may. */
export function BomBlock({ bom, one, none, mayWrite, editor }: Props) {
  const [editing, setEditing] = useState(false)
  const seesBoms = useMay('bom.read')
  if (editing) return <Suspense fallback={<Skeleton height={96} />}>{editor(() => setEditing(false))}</Suspense>
  return (
    <>
      {bom.lines.length > 0 ? (
        <BomTable bom={bom} one={one} />
      ) : (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      <Group justify="space-between" mt="sm">
        <span className={classes.quiet}>
          {bom.revision > 0 ? `Revision ${bom.revision}` : null}
          {bom.effective ? `, in force since ${formatDay(bom.effective.slice(0, 10))}` : null}{' '}
          {seesBoms && bom.latest > 0 ? (
            <Link
              to={`/boms/${bom.itemId}` as string}
              className="fw-link fw-no-print"
              style={{ textDecoration: 'underline' }}
            >
              Tree, revisions, where used
            </Link>
          ) : null}
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

function BomTable({ bom, one }: { bom: Bom; one: string }) {
  const staged = bom.lines.some((line) => line.stage !== null)
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Material</th>
            {staged ? <th scope="col">Stage</th> : null}
            <th scope="col" data-align="right">
              For {one}
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
              {staged ? <td>{line.stage === null ? '–' : lookOf('taskKind', line.stage).word}</td> : null}
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
