/**
 * An iterable whose pieces have gone through a function: what an async generator around it would be, at a part of the cost of a
 * piece. That counts where a thousand listeners each hear of everything.
 * @param map makes of a piece what is given on; when it throws, the iterable ends.
 * @param failed makes of what the iterable ended with what is thrown on.
 */
export function mapPieces<A, B>(
  pieces: AsyncIterable<A>,
  map: (piece: A) => B,
  failed: (error: unknown) => unknown = (error) => error,
): AsyncIterable<B> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = pieces[Symbol.asyncIterator]()
      const step = (result: IteratorResult<A>): IteratorResult<B> => {
        if (result.done) return { done: true, value: undefined }
        try {
          return { done: false, value: map(result.value) }
        } catch (error) {
          iterator.return?.()?.catch(() => {})
          throw error
        }
      }
      const refuse = (error: unknown) => {
        throw failed(error)
      }
      return {
        next: () => iterator.next().then(step, refuse),
        async return() {
          await iterator.return?.()
          return { done: true, value: undefined }
        },
      }
    },
  }
}
