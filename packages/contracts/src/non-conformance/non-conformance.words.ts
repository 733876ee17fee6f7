import { z } from 'zod'
import { dispositions, nonConformanceStatuses } from './non-conformance.lifecycle.ts'

export const NonConformanceStatus = z.enum(nonConformanceStatuses)
export const Disposition = z.enum(dispositions)
export const severities = ['MINOR', 'MAJOR', 'CRITICAL'] as const
export const Severity = z.enum(severities)
export type Severity = z.infer<typeof Severity>
