import { type Permission, permissionNames } from '@framewright/contracts/permissions'
import { expect, test } from 'vitest'
import { between, permissionGroups, permissionOrder, switched } from './permission-groups.ts'

test('every permission stands in exactly one group, each group with a title of its own', () => {
  expect([...permissionOrder].sort()).toEqual([...permissionNames].sort())
  for (const { domain, title } of permissionGroups) expect(title).not.toBe(domain)
})

test('a range is the same from both ends', () => {
  expect(between('frame.read', 'item.read')).toEqual(['frame.read', 'frame.write', 'item.read'])
  expect(between('item.read', 'frame.read')).toEqual(between('frame.read', 'item.read'))
})

test('what one may not switch stays as it is', () => {
  const chosen = new Set<Permission>(['role.write'])
  const may = (permission: Permission) => permission !== 'role.write' && permission !== 'developer.tools'
  expect([...switched(chosen, ['role.write', 'role.read'], false, may)]).toEqual(['role.write'])
  expect([...switched(chosen, ['developer.tools', 'role.read'], true, may)]).toEqual(['role.write', 'role.read'])
})
