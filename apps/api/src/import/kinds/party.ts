import { email, type Field, text } from '../field.ts'

/** What is known of whoever the shop deals with. */
export const partyFields: readonly Field[] = [
  { name: 'code', type: text(40), required: true },
  { name: 'name', type: text(200), required: true },
  { name: 'email', type: email },
  { name: 'phone', type: text(60) },
  { name: 'address', type: text(500) },
  { name: 'taxId', type: text(60) },
]
