import { z } from 'zod'
import { Id, requiredText } from '../core/primitives.ts'

/** A department or a job title: a name that people are filed under. */
export const NamedGroup = z.object({
  id: Id,
  name: z.string(),
  /** Inactive ones stay with who has them and are offered to nobody else. */
  active: z.boolean(),
  /** How many people have it. */
  users: z.int(),
  version: z.int(),
})
export type NamedGroup = z.infer<typeof NamedGroup>
/** There are few: the list is one page, always, by name. */
export const NamedGroupPage = z.object({ items: z.array(NamedGroup), nextCursor: z.null(), total: z.int() })
export type NamedGroupPage = z.infer<typeof NamedGroupPage>

export const NamedGroupListInput = z.object({ active: z.boolean().optional() })
export type NamedGroupListInput = z.infer<typeof NamedGroupListInput>

export const CreateNamedGroupInput = z.object({ name: requiredText(80) })
export type CreateNamedGroupInput = z.infer<typeof CreateNamedGroupInput>

export const UpdateNamedGroupInput = z.object({
  id: Id,
  version: z.int().optional(),
  name: requiredText(80).optional(),
  active: z.boolean().optional(),
})
export type UpdateNamedGroupInput = z.infer<typeof UpdateNamedGroupInput>
