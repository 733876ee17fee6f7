/** How a person is called on screen: first and last name, or the username where there is none. */
export function personName(person: {
  first_name: string | null
  last_name: string | null
  username: string | null
}): string {
  const full = `${person.first_name ?? ''} ${person.last_name ?? ''}`.trim()
  return full === '' ? (person.username ?? '') : full
}
