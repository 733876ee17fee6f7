import type { PdfFile } from '@framewright/contracts/core/files'

/** Lets the person keep a file that exists in this page only. */
export function saveFile(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // Not at once: some browsers begin to read it only after the press has ended.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

export function savePdf({ fileName, base64 }: PdfFile): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  saveFile(fileName, new Blob([bytes], { type: 'application/pdf' }))
}

/** With the mark by which spreadsheets know UTF-8. */
export function saveCsv(fileName: string, text: string): void {
  saveFile(fileName, new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
}
