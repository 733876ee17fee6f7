type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** The entries that are not undefined: what a PATCH names. Null stays, since it clears a field. */
export function definedOnly<T extends object>(fields: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Defined<T>>
}
