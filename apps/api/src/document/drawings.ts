import { renderBadge } from './badge.ts'
import { renderDocument } from './business-document.ts'
import { renderJobCard } from './job-card.ts'
import { renderLabels } from './label.ts'
import { renderReport } from './report.ts'

/** What can be drawn, by name. Runs in the drawing thread alone: everything else asks for it through `papers.ts`. */
export const drawings = {
  document: renderDocument,
  report: renderReport,
  jobCard: renderJobCard,
  labels: renderLabels,
  badge: renderBadge,
}

export type Drawings = typeof drawings
export type Drawing = keyof Drawings
