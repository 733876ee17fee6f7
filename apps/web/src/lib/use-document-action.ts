import type { EventEntity } from '@framewright/contracts/event/event.schema'
import type { UseMutateAsyncFunction, UseMutateFunction } from '@tanstack/react-query'
import type { DecorateProcedure } from '@trpc/react-query/shared'
import { errorSentence, fieldErrors } from './errors.ts'
import { invalidateDocument } from './invalidate.ts'
import { notifyDone, notifyError } from './notify.ts'
import { createOptimisticCache, type OptimisticCache } from './optimistic.ts'

interface Options<In, Out> {
  /** What it changes, for the table of queries to refetch. */
  entity: EventEntity
  /** The sentence on success ("Work order started"); left out, nothing is said. */
  done?: string | ((output: Out, input: In) => string)
  /** Shows the outcome ahead of the answer; undone when the server refuses. Only where it rarely does. */
  optimistic?: (input: In, cache: OptimisticCache) => void
  onDone?: (output: Out, input: In) => void
  /** A form's `setErrors`: errors of single fields go there, and only the rest is shown as a notification. */
  setErrors?: (errors: Record<string, string>) => void
  /** True when the screen deals with this error itself: nothing is then shown. */
  onError?: (error: unknown, input: In) => boolean
}

/** What tRPC knows a mutation by: what goes in, what comes out, how its errors look. */
interface Procedure {
  input: unknown
  output: unknown
  transformer: boolean
  // biome-ignore lint/suspicious/noExplicitAny: tRPC's own bound, and narrower ones do not hold for its types.
  errorShape: any
}

/** What a screen uses of a mutation. */
export interface DocumentAction<In, Out> {
  mutate: UseMutateFunction<Out, unknown, In, unknown>
  mutateAsync: UseMutateAsyncFunction<Out, unknown, In, unknown>
  isPending: boolean
  reset: () => void
}

/** Any mutation that takes this and gives that, where the same is done with several: `trpc.customer.remove`. */
export interface Mutation<In, Out> {
  useMutation(options: {
    onMutate: (input: In) => OptimisticCache
    onSuccess: (output: Out, input: In) => void
    onError: (error: unknown, input: In, cache: OptimisticCache | undefined) => void
  }): DocumentAction<In, Out>
}

/**
 * A lifecycle action or a change of a document: shows its outcome at once where told to, rolls back and says the
 * error's sentence when refused, and refetches exactly what it touched.
 *
 * `const start = useDocumentAction(trpc.workOrder.start, { entity: 'workOrder', done: 'Started' })`, then
 * `start.mutate({ id })`.
 */
export function useDocumentAction<Def extends Procedure>(
  // Under tRPC's own name for it, which says what goes in and out: to find that by comparing shapes takes the compiler long.
  mutation: DecorateProcedure<'mutation', Def>,
  options: Options<Def['input'], Def['output']>,
): DocumentAction<Def['input'], Def['output']> {
  return useActionOf(mutation, options)
}

/** The same with any mutation of a shape. */
export function useActionOf<In, Out>(mutation: Mutation<In, Out>, options: Options<In, Out>): DocumentAction<In, Out> {
  return mutation.useMutation({
    onMutate: (input) => {
      const cache = createOptimisticCache()
      options.optimistic?.(input, cache)
      return cache
    },
    onSuccess: (output, input) => {
      const id = idOf(output) ?? idOf(input)
      if (id !== undefined) invalidateDocument(options.entity, id, { ...(output as object) })
      const said = typeof options.done === 'function' ? options.done(output, input) : options.done
      if (said) notifyDone(said)
      options.onDone?.(output, input)
    },
    onError: (error, input, cache) => {
      cache?.rollback()
      if (options.onError?.(error, input)) return
      const fields = options.setErrors ? fieldErrors(error) : {}
      if (Object.keys(fields).length > 0) return options.setErrors?.(fields)
      // Somebody may have been quicker: what the screen shows is then out of date.
      const id = idOf(input)
      if (id !== undefined) invalidateDocument(options.entity, id)
      notifyError(errorSentence(error))
    },
  })
}

function idOf(value: unknown): number | undefined {
  const id = (value as { id?: unknown } | null | undefined)?.id
  return typeof id === 'number' ? id : undefined
}
