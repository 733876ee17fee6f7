import { admin } from './server.ts'

/** What a REST answer said. */
export interface Answer<T = Record<string, unknown>> {
  status: number
  body: T
}

export type Rest = <T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  headers?: HeadersInit,
  signal?: AbortSignal,
) => Promise<Answer<T>>

/** REST calls as one person, through HTTP. */
export async function restAs(url: string, credentials = admin): Promise<Rest> {
  const anonymous = restWith(url, {})
  const login = await anonymous<{ accessToken: string }>('POST', '/auth/login', credentials)
  if (login.status !== 200) throw new Error(`Sign-in answered ${login.status}: ${JSON.stringify(login.body)}`)
  return restWith(url, { authorization: `Bearer ${login.body.accessToken}` })
}

export function restWith(url: string, always: HeadersInit): Rest {
  return async <T>(method: string, path: string, body?: unknown, headers: HeadersInit = {}, signal?: AbortSignal) => {
    const answer = await fetch(`${url}/api${path}`, {
      method,
      ...(signal === undefined ? {} : { signal }),
      headers: { ...always, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json')
    return { status: answer.status, body: (isJson && text ? JSON.parse(text) : text) as T }
  }
}

/** Makes a person of a role and gives their credentials. */
export async function newPerson(rest: Rest, roleCode: string, username: string) {
  const roles = await rest<{ items: { id: number; code: string }[] }>('GET', '/roles')
  const roleId = roles.body.items.find((role) => role.code === roleCode)?.id
  const password = `${username} has a password`
  const made = await rest<{ id: number }>('POST', '/users', {
    username,
    email: `${username}@example.com`,
    password,
    roleId,
  })
  if (made.status !== 201) throw new Error(`No user: ${JSON.stringify(made.body)}`)
  return { id: made.body.id, username, password }
}
