import type { Call } from '@framewright/contracts/core/context'
import { invalid } from '@framewright/contracts/errors'
import type { FulfilmentQueries } from '@framewright/contracts/fulfilment/fulfilment.service'
import type { PurchaseOrderQueries } from '@framewright/contracts/purchase-order/purchase-order.service'
import { reports } from '@framewright/contracts/report/report.kinds'
import type { PeriodInput, PeriodReport, ReportKind } from '@framewright/contracts/report/report.schema'
import type { ReportQueries } from '@framewright/contracts/report/report.service'
import type { Deps } from '../core/deps.ts'
import { deliveryNoteDocument, goesOut, pickListDocument } from '../document/delivery-note.ts'
import { pdfOf } from '../document/parts.ts'
import { readShop } from '../shop/shop.settings.ts'
import { csvOf } from './csv.ts'
import { readSections } from './report.period.ts'
import { shortened } from './report.table.ts'

/** What the papers are made from: the documents as their own domains give them, row rules with them. */
interface Sources {
  fulfilment: Pick<FulfilmentQueries, 'get' | 'pickList'>
  purchaseOrder: Pick<PurchaseOrderQueries, 'get'>
}

export function reportQueries(
  { read, clock, papers }: Pick<Deps, 'read' | 'clock' | 'papers'>,
  sources: Sources,
): ReportQueries {
  const pickList = (call: Call, ids: number[] | undefined) =>
    sources.fulfilment.pickList(call, ids === undefined ? {} : { fulfilmentIds: ids })

  /** With all rows of all tables. */
  async function whole({ caller }: Call, kind: ReportKind, { from, to }: PeriodInput): Promise<PeriodReport> {
    const { timeZone } = clock
    const [sections, shop] = await Promise.all([
      readSections[kind](read, caller, { from, to, timeZone }),
      readShop(read),
    ])
    return { kind, title: reports[kind].title, from, to, timeZone, currency: shop.currency, sections }
  }

  async function period(call: Call, kind: ReportKind, input: PeriodInput): Promise<PeriodReport> {
    const report = await whole(call, kind, input)
    return { ...report, sections: report.sections.map(shortened) }
  }

  return {
    period,

    async periodPdf(call, kind, input) {
      const [report, shop] = await Promise.all([period(call, kind, input), readShop(read)])
      const bytes = await papers.draw('report', report, shop)
      return { fileName: `${kind.toLowerCase()}-${input.from}-${input.to}.pdf`, base64: bytes.toString('base64') }
    },

    async *periodCsv(call, kind, { section: key, ...input }) {
      const { sections } = await whole(call, kind, input)
      const section = key === undefined ? sections[0] : sections.find((one) => one.key === key)
      if (section === undefined) {
        throw invalid('section', `This report has ${sections.map((one) => one.key).join(', ')}`)
      }
      yield* csvOf(
        section.columns.map((column) => column.label),
        section.rows,
      )
    },

    async pickListPdf(call, { ids }) {
      const [list, shop] = await Promise.all([pickList(call, ids), readShop(read)])
      return pdfOf(papers, pickListDocument(list, clock.today(), shop))
    },

    async *pickListCsv(call, { ids }) {
      const { places } = await pickList(call, ids)
      yield* csvOf(
        ['place', 'placeName', 'sku', 'item', 'fulfilment', 'quantity', 'unit'],
        places.flatMap(({ code, name, picks }) =>
          picks.map((pick) => [code, name, pick.sku, pick.itemName, pick.number, pick.quantity, pick.unit]),
        ),
      )
    },

    async deliveryNotePdf(call, { id }) {
      const [fulfilment, shop] = await Promise.all([sources.fulfilment.get(call, { id }), readShop(read)])
      const { fileName, base64 } = await pdfOf(papers, deliveryNoteDocument(fulfilment, shop, clock.dayOf))
      return { fileName: `delivery-note-${fileName}`, base64 }
    },

    async *deliveryNoteCsv(call, { id }) {
      const fulfilment = await sources.fulfilment.get(call, { id })
      yield* csvOf(
        ['delivery', 'source', 'line', 'sku', 'item', 'ordered', 'delivered', 'unit'],
        fulfilment.lines.map((line) => [
          fulfilment.number,
          fulfilment.source.number,
          String(line.lineNo),
          line.sku,
          line.itemName,
          line.quantity,
          goesOut(fulfilment, line),
          line.unit,
        ]),
      )
    },

    async *purchaseOrderCsv(call, { id }) {
      const order = await sources.purchaseOrder.get(call, { id })
      yield* csvOf(
        [
          'order',
          'supplier',
          'orderDate',
          'line',
          'sku',
          'item',
          'quantity',
          'unit',
          'unitPrice',
          'totalPrice',
          'received',
        ],
        order.lines.map((line) => [
          order.number,
          order.supplier.name,
          order.orderDate,
          String(line.lineNo),
          line.sku ?? '',
          line.itemName,
          line.quantity,
          line.unit ?? '',
          line.unitPrice,
          line.totalPrice,
          line.received,
        ]),
      )
    },
  }
}
