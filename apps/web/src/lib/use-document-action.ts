import type { EventEntity } from '@framewright/contracts/event/event.schema'
import type { UseMutationResult } from '@tanstack/react-query'
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

/** What this needs of a tRPC mutation: `trpc.workOrder.start`. */
export interface Mutation<In, Out> {
  useMutation(options: {
    onMutate: (input: In) => OptimisticCache
    onSuccess: (output: Out, input: In) => void
    onError: (error: unknown, input: In, cache: OptimisticCache | undefined) => void
  }): Pick<UseMutationResult<Out, unknown, In, unknown>, 'mutate' | 'mutateAsync' | 'isPending' | 'reset'>
}

/**
 * A lifecycle action or a change of a document: shows its outcome at once where told to, rolls back and says the
 * error's sentence when refused, and refetches exactly what it touched.
 *
 * `const start = useDocumentAction(trpc.workOrder.start, { entity: 'workOrder', done: 'Started' })`, then
 * `start.mutate({ id })`.
 */
export function useDocumentAction<In, Out>(mutation: Mutation<In, Out>, options: Options<In, Out>) {
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
