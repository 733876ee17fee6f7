import type { PdfFile } from '@framewright/contracts/core/files'
import type { BusinessDocument } from './business-document.ts'
import type { Papers } from './papers.ts'

/** Whom a document is for. */
export interface Addressee {
  code: string
  name: string
  address: string
  taxId: string
}

/** The lines of an address, the name first. */
export const linesOf = ({ name, address }: Addressee): string[] => [
  name,
  ...address.split(/\r\n|\r|\n/).filter((line) => line.trim() !== ''),
]

/** The facts that there are. */
export const factsOf = (facts: readonly [label: string, value: string | null | undefined][]) =>
  facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))

/** The document as a file, named by its number. */
export async function pdfOf(papers: Papers, document: BusinessDocument): Promise<PdfFile> {
  const bytes = await papers.draw('document', document)
  return { fileName: `${document.number.replace(/[^\w.-]+/g, '-')}.pdf`, base64: bytes.toString('base64') }
}
