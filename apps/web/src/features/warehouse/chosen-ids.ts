/** The fulfilments a link names, as `ids=3` or `ids=[3,4]`; what is no identifier is left out. */
export function chosenIds(raw: Record<string, unknown>): { ids?: number[] } {
  const given = Array.isArray(raw.ids) ? raw.ids : [raw.ids]
  const ids = given.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0)
  return ids.length > 0 ? { ids: [...new Set(ids)].slice(0, 100) } : {}
}
