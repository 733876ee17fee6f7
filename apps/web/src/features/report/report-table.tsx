import type { ReportSection } from '@framewright/contracts/report/report.schema'
import { formatCount } from '~/lib/format.ts'
import { cellText, isFigure } from './report-cell.ts'
import classes from './report-table.module.css'

/** A table of a report with its totals; on a phone a row is a card. */
export function ReportTable({ section }: { section: ReportSection }) {
  const { columns, rows, totals, leftOut } = section
  if (rows.length === 0) return <span className="fw-muted">Nothing in this period.</span>
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, also by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={`${section.title}, table`}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.label} scope="col" data-figure={isFigure(column) || undefined}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else of its own, and none moves
              <Row key={index} columns={columns} cells={row} />
            ))}
          </tbody>
          {totals ? (
            <tfoot>
              <Row columns={columns} cells={totals} />
            </tfoot>
          ) : null}
        </table>
      </section>
      {leftOut > 0 ? (
        <p className={classes.more}>
          The {formatCount(rows.length)} largest; {formatCount(leftOut)} more are in the total and in the CSV.
        </p>
      ) : null}
    </>
  )
}

function Row({ columns, cells }: { columns: ReportSection['columns']; cells: readonly string[] }) {
  return (
    <tr>
      {columns.map((column, index) => {
        const text = cellText(column, cells[index] ?? '')
        if (index === 0) {
          return (
            <th key={column.label} scope="row">
              {text}
            </th>
          )
        }
        return (
          <td key={column.label} data-label={column.label} data-figure={isFigure(column) || undefined}>
            {text}
          </td>
        )
      })}
    </tr>
  )
}
