import type { Call } from '../core/context.ts'
import type { SampleLoaded, SampleState } from './sample.schema.ts'

export interface SampleService {
  /** Empty: no items, no suppliers, no documents. */
  state(call: Call): Promise<SampleState>
  /** A small window maker's shop to look around in. CONFLICT in a database that holds anything. */
  load(call: Call): Promise<SampleLoaded>
}
