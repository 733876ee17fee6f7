/** An iterator some of whose pieces may be there already. */
export interface PieceIterator<T> extends AsyncIterator<T, void> {
  /**
   * The next piece without waiting; nothing where one has to wait or where there are no more, which `next` then tells. What a
   * promise costs counts where a thousand listeners each hear of everything.
   */
  atHand?(): T | undefined
}

/**
 * An iterable whose pieces have gone through a function: what an async generator around it would be, at a part of the cost of a
 * piece.
 * @param map makes of a piece what is given on; when it throws, the iterable ends.
 * @param failed makes of what the iterable ended with what is thrown on.
 */
export function mapPieces<A, B>(
  pieces: AsyncIterable<A>,
  map: (piece: A) => B,
  failed: (error: unknown) => unknown = (error) => error,
): AsyncIterable<B> {
  return {
    [Symbol.asyncIterator](): PieceIterator<B> {
      const iterator: PieceIterator<A> = pieces[Symbol.asyncIterator]()
      const mapped = (piece: A): B => {
        try {
          return map(piece)
        } catch (error) {
          iterator.return?.()?.catch(() => {})
          throw error
        }
      }
      const step = (result: IteratorResult<A, void>): IteratorResult<B, void> =>
        result.done ? { done: true, value: undefined } : { done: false, value: mapped(result.value) }
      const refuse = (error: unknown) => {
        throw failed(error)
      }
      return {
        next: () => iterator.next().then(step, refuse),
        atHand() {
          let piece: A | undefined
          try {
            piece = iterator.atHand?.()
          } catch (error) {
            return refuse(error)
          }
          return piece === undefined ? undefined : mapped(piece)
        },
        async return() {
          await iterator.return?.()
          return { done: true, value: undefined }
        },
      }
    },
  }
}
