/**
 * What the page asks the server before its first script is there: who is signed in, and then what the screen shows first. Both
 * answers lie ready when the dashboard begins, instead of being waited for one after the other; it takes them over in
 * `lib/begun.ts`, and asks by itself for whatever did not come. Then come the scripts of the screen: asked for sooner, they would
 * have the six connections that a browser opens to a server, and the two questions would wait for them.
 *
 * One file without imports but of types: the build makes it a plain script in the page's head, and none in development.
 */
import type { Begun, BegunQuery } from '../lib/begun.ts'
import type { Inputs } from '../lib/trpc.ts'

type Question = Omit<BegunQuery, 'answer'>

const asked =
  (kind: Question['kind']) =>
  <R extends keyof Inputs, P extends keyof Inputs[R] & string>(
    router: R,
    procedure: P,
    ...input: undefined extends Inputs[R][P] ? [Inputs[R][P]?] : [Inputs[R][P]]
  ): Question => ({ path: [router, procedure], input: input[0], kind })
const one = asked('query')
const list = asked('infinite')
/** As `lib/infinite.ts` has it. */
const page = { limit: 50 }

/** By the path of a menu: what its screen asks for when nothing is filtered. `e2e/journeys/begun.test.ts` holds each to it. */
const questions: Record<string, Question> = {
  '/': one('statistics', 'summary'),
  '/bench': one('task', 'bench'),
  '/work-orders': list('workOrder', 'list', page),
  '/production-orders': list('productionOrder', 'list', page),
  '/boms': list('bom', 'list', page),
  '/machines': list('machine', 'list', page),
  '/fulfilments': list('fulfilment', 'list', page),
  '/returns': list('customerReturn', 'list', page),
  '/quality/inspections': list('inspection', 'list', page),
  '/quality/ncr': list('nonConformance', 'list', page),
  '/quality/plans': list('inspectionPlan', 'list', page),
  '/sales-orders': list('salesOrder', 'list', page),
  '/invoices': list('invoice', 'list', page),
  '/customers': list('customer', 'list', page),
  '/frames': list('frame', 'list', page),
  '/items': list('item', 'list', page),
  '/stock-counts': list('stockCount', 'list', page),
  '/purchase-orders': list('purchaseOrder', 'list', page),
  '/suppliers': list('supplier', 'list', page),
  '/activity': list('event', 'list', page),
}

/** As long as the dashboard itself waits to know who is signed in (`lib/renew.ts`). */
const answerWithinMs = 10_000

interface Verified {
  menus: { path: string }[]
  eventId?: string
}

function begin(): Begun {
  const ask = (path: string, seen?: string) =>
    fetch(`/api/trpc/${path}`, {
      headers: { 'x-framewright-client': 'web', ...(seen === undefined ? {} : { 'x-framewright-seen': seen }) },
      signal: AbortSignal.timeout(answerWithinMs),
    })
  const verify = ask('auth.verify')
  const question = location.search === '' ? questions[location.pathname] : undefined
  if (question === undefined) return { verify }
  /** Only after the first answer, which says from which event on this page follows what happens: an older one could be missed. */
  const answered = async () => {
    const { menus, eventId } = await dataOf<Verified>((await verify).clone())
    if (!menus.some(({ path }) => path === location.pathname)) throw new Error('Not theirs.')
    const input = question.input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(question.input))}`
    return dataOf(await ask(question.path.join('.') + input, eventId))
  }
  const answer = answered()
  // Whoever takes it over asks again; that nobody has yet is no fault.
  answer.catch(() => {})
  return { verify, query: { ...question, answer } }
}

async function dataOf<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw new Error(`${answer.status}`)
  return (await answer.json()).result.data
}

/** Somebody has signed out here, and the server has yet to hear of it: nobody is let in by their cookies. */
function owesSignOut(): boolean {
  try {
    return localStorage.getItem('framewright.sign-out-owed') === 'true'
  } catch {
    return false
  }
}

/** The server names what the screen needs beside the first script. */
function fetchScripts(): void {
  const named = document.querySelector<HTMLMetaElement>('meta[name="framewright-scripts"]')?.content ?? ''
  for (const href of named.split(' ').filter(Boolean)) {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', crossOrigin: '', href }))
  }
}

if (!/^\/(?:sign-in|register)/.test(location.pathname) && !owesSignOut()) {
  window.begun = begin()
  window.begun.verify?.catch(() => {})
}
fetchScripts()
