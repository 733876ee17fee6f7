import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type {
  CreateNamedGroupInput,
  NamedGroup,
  NamedGroupListInput,
  NamedGroupPage,
  UpdateNamedGroupInput,
} from './organisation.schema.ts'

/** Departments, or job titles. Names are unique regardless of case. */
export interface NamedGroupService {
  list(call: Call, input: NamedGroupListInput): Promise<NamedGroupPage>
  get(call: Call, input: ById): Promise<NamedGroup>
  create(call: Call, input: CreateNamedGroupInput): Promise<NamedGroup>
  update(call: Call, input: UpdateNamedGroupInput): Promise<NamedGroup>
  /** Refused while somebody has it, with the advice to deactivate. */
  remove(call: Call, input: ById): Promise<Done>
}
