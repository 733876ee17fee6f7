import type { Services } from '@framewright/contracts/services'
import type { Deps } from './core/deps.ts'
import { frameCommands } from './frame/frame.commands.ts'
import { frameQueries } from './frame/frame.queries.ts'

/** Every domain's queries and commands, made from the same parts. One line a domain. */
export function createServices(deps: Deps): Services {
  const frame = frameQueries(deps)
  return {
    frame: { ...frame, ...frameCommands(deps, frame) },
  } as Services
}
