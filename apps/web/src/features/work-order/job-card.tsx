import { multiply, quantity } from '@framewright/contracts/core/decimal'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import { frameSize } from '~/features/task/task-words.ts'
import { formatDay, formatQuantity } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { type Outputs, trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import { code39 } from './code39.ts'
import classes from './job-card.module.css'

/** The order on paper, A4: what the bench needs and room to sign. Seen only when printing. */
export function JobCard({ order }: { order: WorkOrder }) {
  const { frame } = order
  const bom = trpc.frame.bom.useQuery({ id: order.frameId }, { enabled: useMay('frame.read') })
  const facts = [
    ['Pieces', formatQuantity(order.quantity)],
    ['Due', order.dueDate ? formatDay(order.dueDate) : 'no day given'],
    ['Priority', lookOf('priority', order.priority).word],
    ['For', order.assignedTo?.name ?? 'nobody yet'],
    ['Size', frameSize(frame)],
    ['Material', frame.material],
    ['SKU', frame.sku],
  ] as const
  return (
    <article className={`${classes.card} fw-print-only`} aria-hidden>
      <header className={classes.head}>
        <div>
          <div className={classes.small}>Work order</div>
          <div className={classes.number}>{order.number}</div>
        </div>
        <Bars text={order.number} />
      </header>
      <div className={classes.what}>
        <FrameDrawing widthMm={frame.widthMm} heightMm={frame.heightMm} material={frame.material} size={300} labels />
        <div>
          <div className={classes.name}>{frame.name}</div>
          <dl className={classes.facts}>
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
      <p className={classes.description}>{order.description}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Stage</th>
            <th>Pieces</th>
            <th>Day</th>
            <th>Done by</th>
          </tr>
        </thead>
        <tbody>
          {frame.stages.map((stage) => (
            <tr key={stage} className={classes.sign}>
              <td>{lookOf('taskKind', stage).word}</td>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      {bom.data && bom.data.lines.length > 0 ? <Materials lines={bom.data.lines} pieces={order.quantity} /> : null}
    </article>
  )
}

function Materials({ lines, pieces }: { lines: Outputs['frame']['bom']['lines']; pieces: string }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>Material</th>
          <th>SKU</th>
          <th>Stage</th>
          <th data-number>Each</th>
          <th data-number>In all</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // A component may come twice in a stage, cut to two lengths.
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity but their place
          <tr key={index}>
            <td>{line.name}</td>
            <td>{line.sku}</td>
            <td>{lookOf('taskKind', line.stage).word}</td>
            <td data-number>{withUnit(line.quantity, line.unit)}</td>
            <td data-number>{withUnit(quantity(multiply(line.quantity, pieces)), line.unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const withUnit = (value: string, unit: string) =>
  unit === 'each' ? formatQuantity(value) : `${formatQuantity(value)} ${unit}`

/** The number as a barcode: the bench's scanner opens the order's task with it. */
function Bars({ text }: { text: string }) {
  const code = code39(text)
  if (!code) return null
  return (
    <svg
      viewBox={`0 0 ${code.width} 34`}
      preserveAspectRatio="none"
      className={classes.bars}
      shapeRendering="crispEdges"
      aria-hidden
    >
      {code.bars.map(({ x, width }) => (
        <rect key={x} x={x} y={0} width={width} height={34} fill="#000" />
      ))}
    </svg>
  )
}
