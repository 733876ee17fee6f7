export { type ClientOptions, createClient } from './client.ts'
export {
  type FramewrightError,
  type FramewrightErrorBody,
  type FramewrightErrorCode,
  isFramewrightError,
} from './errors.ts'
export type { RetryOptions } from './retry.ts'
export type { CallOptions, FramewrightClient, Inputs, Outputs, SubscriptionListener } from './types.ts'
