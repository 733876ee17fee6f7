import { DomainError } from '../errors.ts'
import type { Permission } from '../permissions.ts'
import type { Id } from './primitives.ts'

/** One step a document can take. `by` is who may: any one of these permissions. */
export interface Step<State extends string> {
  from: readonly State[]
  to: State
  by: readonly Permission[]
}

export interface Lifecycle<State extends string, Action extends string> {
  /** The entity's name as events and errors use it. */
  entity: string
  /** How a person reads it: "purchase order". */
  label: string
  states: readonly State[]
  initial: State
  actions: Record<Action, Step<State>>
}

/** Declares a lifecycle as data; `lifecycle.test.ts` checks that every state can be reached and every step exists. */
export function defineLifecycle<const State extends string, const Action extends string>(
  lifecycle: Lifecycle<State, Action>,
): Lifecycle<State, Action> {
  return lifecycle
}

type Holder = { permissions: ReadonlySet<Permission> }

const holdsOne = (holder: Holder, by: readonly Permission[]) =>
  by.some((permission) => holder.permissions.has(permission))

/** What this caller may do to a document in this state now: the buttons the screen shows, and no others. */
export function allowedActions<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
  state: State,
  caller: Holder,
): Action[] {
  const actions = Object.keys(lifecycle.actions) as Action[]
  return actions.filter((action) => {
    const step = lifecycle.actions[action]
    return step.from.includes(state) && holdsOne(caller, step.by)
  })
}

/**
 * The step an action takes from a state.
 * @throws DomainError FORBIDDEN when the caller may never take it, WRONG_STATE when it does not start here.
 */
export function stepFor<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
  action: Action,
  document: { id: Id; status: State },
  caller: Holder,
): Step<State> {
  const step = lifecycle.actions[action]
  if (!holdsOne(caller, step.by)) {
    throw new DomainError('FORBIDDEN', `You may not ${words(action)} a ${lifecycle.label}.`, { permission: step.by[0] })
  }
  if (!step.from.includes(document.status)) throw wrongState(lifecycle, action, document, caller)
  return step
}

export function wrongState<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
  action: string,
  document: { id: Id; status: State },
  caller: Holder,
): DomainError<'WRONG_STATE'> {
  const allowed = allowedActions(lifecycle, document.status, caller)
  const instead =
    allowed.length > 0 ? `It can now: ${allowed.map(words).join(', ')}.` : 'Nothing can be done to it now.'
  return new DomainError(
    'WRONG_STATE',
    `This ${lifecycle.label} is ${words(document.status)}, so it cannot ${words(action)}. ${instead}`,
    { entity: lifecycle.entity, id: document.id, status: document.status, action, allowed },
  )
}

/** The action that leads from one state to another, if the lifecycle has one. */
export function actionTo<State extends string, Action extends string>(
  lifecycle: Lifecycle<State, Action>,
  from: State,
  to: State,
): Action | undefined {
  const actions = Object.keys(lifecycle.actions) as Action[]
  return actions.find((action) => lifecycle.actions[action].to === to && lifecycle.actions[action].from.includes(from))
}

/** "closeShort" → "close short", "IN_PROGRESS" → "in progress". */
function words(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}
