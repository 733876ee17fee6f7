import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Access } from '@framewright/contracts/core/procedure'
import { DomainError } from '@framewright/contracts/errors'
import { defaultRoles, type Permission } from '@framewright/contracts/permissions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { callByName, plausibleInput, procedures } from './testing/procedures.ts'
import { openShop, type Shop } from './testing/shop.ts'

/**
 * Who may call what, as people read it. A change of permissions changes this file, so that it shows in review; `vitest -u`
 * writes it anew.
 */
const table = join(import.meta.dirname, 'access.table.txt')
const everybody = 'everybody'
const signedIn = 'everybody signed in'

/** A heading for each role, below it a line for each router with the procedures that are the role's alone to call. */
function written(): string {
  const part = (heading: string, passes: (access: Access) => boolean) => {
    const routers = new Map<string, string[]>()
    for (const { name, access } of procedures) {
      const [router = '', procedure = ''] = name.split('.')
      if (passes(access)) routers.set(router, [...(routers.get(router) ?? []), procedure])
    }
    return `${heading}\n${[...routers].map(([router, names]) => `  ${router}: ${names.join(' ')}\n`).join('')}`
  }
  const holds = (held: readonly Permission[]) => (access: Access) =>
    access !== 'public' && access !== 'signedIn' && [access].flat().some((one) => held.includes(one as Permission))
  return [
    part(everybody, (access) => access === 'public'),
    part(signedIn, (access) => access === 'signedIn'),
    ...Object.entries(defaultRoles).map(([code, { permissions }]) => part(code, holds(permissions))),
  ].join('\n')
}

/** The table as it is checked in: procedures by heading. */
function read(): Map<string, Set<string>> {
  const parts = new Map<string, Set<string>>()
  for (const part of readFileSync(table, 'utf8').trim().split('\n\n')) {
    const [heading = '', ...lines] = part.split('\n')
    const names = lines.flatMap((line) => {
      const [router, procedures = ''] = line.trim().split(': ')
      return procedures.split(' ').map((procedure) => `${router}.${procedure}`)
    })
    parts.set(heading, new Set(names))
  }
  return parts
}

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** How a call ended: the code of what it was refused with, or "answered". Faults of any other kind count as answers. */
async function outcome(role: string | null, procedure: (typeof procedures)[number]): Promise<string> {
  const caller = role === null ? null : await shop.person(role)
  return callByName(shop.as(caller), procedure.name, plausibleInput(procedure, role)).then(
    () => 'answered',
    (error: unknown) => {
      const cause = error instanceof Error && error.cause instanceof DomainError ? error.cause : error
      return cause instanceof DomainError ? cause.domainCode : 'answered'
    },
  )
}

describe('the table of who may call what', () => {
  it('is what the procedures and the default roles declare', async () => {
    await expect(written()).toMatchFileSnapshot(table)
  })

  it('is tried with input that every procedure takes', () => {
    const tried = procedures.map((procedure) => ({ ...procedure, given: plausibleInput(procedure, null) }))
    const unfit = tried.filter(({ input, given }) => input !== undefined && !z.safeParse(input, given).success)
    expect(unfit.map(({ name, given }) => [name, given])).toEqual([])
  })
})

describe('a call', () => {
  it.each(Object.keys(defaultRoles))('of a %s is forbidden exactly where the table does not allow it', async (role) => {
    const parts = read()
    const allowed = [everybody, signedIn, role].flatMap((heading) => [...(parts.get(heading) ?? [])])
    const wrong: string[] = []
    for (const procedure of procedures) {
      const ended = await outcome(role, procedure)
      if ((ended === 'FORBIDDEN') === allowed.includes(procedure.name)) wrong.push(`${procedure.name}: ${ended}`)
    }
    expect(wrong).toEqual([])
  })

  it('of nobody is unauthenticated, but for what everybody may call', async () => {
    const open = read().get(everybody)
    const wrong: string[] = []
    for (const procedure of procedures) {
      if (open?.has(procedure.name)) continue
      const ended = await outcome(null, procedure)
      if (ended !== 'UNAUTHENTICATED') wrong.push(`${procedure.name}: ${ended}`)
    }
    expect(wrong).toEqual([])
    const guarded = procedures.filter(({ access }) => access === 'public').map(({ name }) => name)
    expect(guarded).toEqual([...(open ?? [])])
  })
})
