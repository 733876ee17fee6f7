/** What a customer or supplier says of themselves, in the order it is compared. */
export const mergedFields = [
  { key: 'name', label: 'Name' },
  { key: 'code', label: 'Code' },
  { key: 'email', label: 'E-mail' },
  { key: 'phone', label: 'Phone' },
  { key: 'address', label: 'Address' },
  { key: 'taxId', label: 'Tax id' },
] as const
type Field = (typeof mergedFields)[number]['key']

/** What becomes of one field when two become one. */
export interface FieldPlan {
  key: Field
  label: string
  kept: string
  duplicate: string
  /** Same in both; the duplicate's fills a gap; the duplicate's goes. */
  fate: 'same' | 'fills' | 'drops'
}

export type Details = Record<Field, string>

/** Field by field, what stays and what goes. What the kept one lacks, the duplicate gives. */
export function mergePlan(kept: Details, duplicate: Details): FieldPlan[] {
  return mergedFields
    .map(({ key, label }): FieldPlan => {
      const [mine, theirs] = [kept[key].trim(), duplicate[key].trim()]
      const fate = theirs === '' || mine === theirs ? 'same' : mine === '' ? 'fills' : 'drops'
      return { key, label, kept: mine, duplicate: theirs, fate }
    })
    .filter(({ kept: mine, duplicate: theirs }) => mine !== '' || theirs !== '')
}

/** The gaps that the duplicate fills, as a change of the kept one. */
export const filled = (plan: readonly FieldPlan[]): Partial<Record<Field, string>> =>
  Object.fromEntries(plan.filter(({ fate }) => fate === 'fills').map(({ key, duplicate }) => [key, duplicate]))
