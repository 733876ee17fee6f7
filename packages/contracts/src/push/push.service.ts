import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type { PushDevice, PushDevicePage, PushKey, SubscribePushInput } from './push.schema.ts'

/** The devices that people let the shop notify. Each sees and changes their own alone. */
export interface PushService {
  key(call: Call): Promise<PushKey>
  devices(call: Call): Promise<PushDevicePage>
  /**
   * From now on that browser hears of these topics as the caller's; one that was another's is theirs no more. RULE_VIOLATED for an
   * address that is no push service's.
   */
  subscribe(call: Call, input: SubscribePushInput): Promise<PushDevice>
  unsubscribe(call: Call, input: ById): Promise<Done>
}
