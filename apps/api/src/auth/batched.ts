/** Keys that one question asks about at most. */
const mostKeys = 200
/** After this time a question that is still under way does not hold up others any more. */
const patienceMs = 2_000

/**
 * Turns questions about one key into questions about many: what is asked while earlier questions are under way goes out
 * together with the next one. Nobody gets an answer to a question that left before they asked, so an answer is never older
 * than the call it is for; and nobody waits when nothing is under way.
 * @param fetch answers for many keys; a key that has no answer is left out.
 * @param atOnce questions under way at a time.
 */
export function batched<V>(
  fetch: (keys: string[]) => Promise<Map<string, V>>,
  atOnce = 2,
): (key: string) => Promise<V | undefined> {
  let waiting = new Map<string, PromiseWithResolvers<V | undefined>>()
  let underWay = 0

  function send(): void {
    if (underWay >= atOnce || waiting.size === 0) return
    const batch = new Map([...waiting].slice(0, mostKeys))
    waiting = new Map([...waiting].slice(mostKeys))
    underWay++
    let counts = true
    const release = () => {
      clearTimeout(patience)
      if (!counts) return
      counts = false
      underWay--
      send()
    }
    // A connection that has died without a word must not keep everybody else waiting.
    const patience = setTimeout(release, patienceMs)
    fetch([...batch.keys()])
      .then(
        (answers) => {
          for (const [key, { resolve }] of batch) resolve(answers.get(key))
        },
        (error: unknown) => {
          for (const { reject } of batch.values()) reject(error)
        },
      )
      .finally(release)
  }

  return (key) => {
    let asked = waiting.get(key)
    if (asked === undefined) {
      asked = Promise.withResolvers<V | undefined>()
      waiting.set(key, asked)
    }
    const { promise } = asked
    send()
    return promise
  }
}
