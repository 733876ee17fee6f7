import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from './openapi.ts'
import { restRoutes } from './routes.ts'

const document = openApiDocument()
type Operation = { responses: Record<string, unknown>; security?: unknown[]; summary?: string; tags?: string[] }
const operation = (method: string, path: string) =>
  (document.paths?.[path] as Record<string, Operation> | undefined)?.[method.toLowerCase()]

describe('the OpenAPI document', () => {
  it('is valid', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)))
    expect(result.errors).toBeUndefined()
    expect(result.valid).toBe(true)
  })

  it.each(restRoutes().map((route) => [`${route.method} ${route.path}`, route] as const))(
    'holds %s',
    (_name, route) => {
      const found = operation(route.method, route.path)
      expect(found?.summary).toBe(route.meta.summary)
      expect(found?.tags).toHaveLength(1)
      const statuses = Object.keys(found?.responses ?? {})
      expect(statuses).toEqual(expect.arrayContaining([String(route.meta.status ?? 200), '400', '500', '503']))
      if (route.meta.permission === 'public') expect(found?.security).toEqual([])
      else expect(statuses).toEqual(expect.arrayContaining(['401', '403']))
    },
  )

  it('names what recurs once', () => {
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(
      expect.arrayContaining(['Frame', 'PurchaseOrder', 'WorkOrder', 'Task', 'CreateFrameInput']),
    )
  })

  it('is made without leaving names behind', () => {
    expect(openApiDocument()).toEqual(document)
  })
})
