import type { Call } from '../core/context.ts'
import type { SystemHealth } from './system.schema.ts'

/** How the system is, for whoever runs it. */
export interface SystemService {
  health(call: Call): Promise<SystemHealth>
}
