import { z } from 'zod'

/** A PDF: over RPC with its bytes as base64, over REST the file itself (application/pdf). */
export const PdfFile = z.object({
  /** By the document's number: "SO-000012.pdf". */
  fileName: z.string(),
  base64: z.base64(),
})
export type PdfFile = z.infer<typeof PdfFile>
