/** An iterator some of whose pieces may be there already. */
export interface PieceIterator<T> extends AsyncIterator<T, void> {
  /**
   * The next pieces that are there without waiting; none where one has to wait or where there are no more, which `next` then
   * tells. Of what a thousand listeners hear, each is given the same list: what is made of it is made once.
   */
  atHand?(): readonly T[]
}

const none: readonly never[] = []

/** What functions have made of lists that others are given too. */
const made = new WeakMap<object, WeakMap<readonly unknown[], readonly unknown[]>>()

function eachThrough<A, B>(pieces: readonly A[], map: (piece: A) => B): readonly B[] {
  const lists = made.get(map) ?? new WeakMap<readonly A[], readonly B[]>()
  made.set(map, lists)
  const list = (lists.get(pieces) as readonly B[] | undefined) ?? pieces.map((piece) => map(piece))
  lists.set(pieces, list)
  return list
}

/**
 * An iterable whose pieces have gone through a function: what an async generator around it would be, at a part of the cost of a
 * piece.
 * @param map makes of a piece what is given on, always the same of the same; when it throws, the iterable ends.
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
      const ending = <T>(make: () => T): T => {
        try {
          return make()
        } catch (error) {
          iterator.return?.()?.catch(() => {})
          throw error
        }
      }
      const step = (result: IteratorResult<A, void>): IteratorResult<B, void> =>
        result.done ? { done: true, value: undefined } : { done: false, value: ending(() => map(result.value)) }
      const refuse = (error: unknown) => {
        throw failed(error)
      }
      return {
        next: () => iterator.next().then(step, refuse),
        atHand() {
          let pieces: readonly A[]
          try {
            pieces = iterator.atHand?.() ?? none
          } catch (error) {
            return refuse(error)
          }
          return pieces.length === 0 ? none : ending(() => eachThrough(pieces, map))
        },
        async return() {
          await iterator.return?.()
          return { done: true, value: undefined }
        },
      }
    },
  }
}
