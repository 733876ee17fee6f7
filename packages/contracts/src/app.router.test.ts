import type { AnyProcedure } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { appRouter } from './app.router.ts'
import type { ProcedureMeta } from './core/procedure.ts'
import { permissions } from './permissions.ts'

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>).map(
  ([name, { _def }]) => {
    const { meta, inputs, output } = _def as unknown as { meta?: ProcedureMeta; inputs: unknown[]; output?: unknown }
    return { name, type: _def.type, meta, input: inputs[0], output }
  },
)
const named = procedures.map((procedure) => [procedure.name, procedure] as const)
const routes = procedures.flatMap(({ meta }) => meta?.rest ?? [])

describe('every procedure', () => {
  it.each(named)('%s says who may call it', (_name, { meta }) => {
    const permission = meta?.permission
    expect(permission).toBeDefined()
    if (permission === 'public' || permission === 'signedIn') return
    const names = [permission].flat()
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(Object.keys(permissions)).toContain(name)
  })

  it.each(named)('%s says what it does, in a sentence that is short', (_name, { meta }) => {
    expect(meta?.summary).toMatch(/^\p{Lu}.{3,100}[^.]$/u)
  })

  it.each(named)('%s says what it gives', (_name, { output }) => {
    expect(output).toBeInstanceOf(z.ZodType)
  })

  it.each(named)('%s changes something only as a mutation', (_name, { type, meta }) => {
    expect(meta?.kind).toBe(type === 'mutation' ? 'command' : 'query')
    if (meta?.rest?.startsWith('GET')) expect(type).not.toBe('mutation')
    if (type === 'mutation' && meta?.rest) expect(meta.rest).not.toMatch(/^GET/)
  })

  it.each(named)('%s takes from its path what its input has', (_name, { meta, input }) => {
    const inPath = [...(meta?.rest?.matchAll(/\{(\w+)\}/g) ?? [])].map((match) => match[1] ?? '')
    const { properties = {} } =
      input instanceof z.ZodType ? z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) : {}
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(inPath))
  })
})

describe('REST', () => {
  it('gives each route to one procedure', () => {
    const shapes = routes.map((route) => route.replaceAll(/\{\w+\}/g, '{}'))
    expect(shapes.filter((route, i) => shapes.indexOf(route) !== i)).toEqual([])
  })

  const kinds = ['assembly', 'glazing', 'installation']
  it.each([
    ...['POST /auth/login', 'POST /auth/register', 'POST /auth/refresh', 'POST /auth/logout', 'GET /auth/verify'],
    ...['GET /users/me', 'PATCH /users/me'],
    ...['GET /users', 'POST /users', 'GET /users/{id}', 'PATCH /users/{id}', 'DELETE /users/{id}'],
    ...['GET /roles', 'POST /roles', 'GET /roles/{id}', 'PATCH /roles/{id}', 'DELETE /roles/{id}', 'GET /menus'],
    ...['departments', 'job-titles'].flatMap((path) => [
      ...[`GET /${path}`, `POST /${path}`, `GET /${path}/{id}`, `PATCH /${path}/{id}`, `DELETE /${path}/{id}`],
    ]),
    ...['GET /developer/tables', 'GET /system/health', 'POST /developer/clear', 'POST /developer/reset-sequences'],
    ...[
      'GET /attachments/{entity}/{entityId}',
      'POST /attachments/{entity}/{entityId}',
      'GET /attachments/{id}/content',
    ],
    ...['DELETE /attachments/{id}', 'PUT /users/me/avatar', 'DELETE /users/me/avatar', 'GET /users/{id}/avatar'],
    ...['GET /menu-access', 'PUT /menu-access/roles/{roleId}', 'PUT /menu-access/users/{userId}'],
    ...['GET /api-keys', 'POST /api-keys', 'GET /api-keys/{id}', 'PATCH /api-keys/{id}', 'DELETE /api-keys/{id}'],
    ...['GET /statistics/orders', 'GET /statistics/frames', 'GET /statistics/workorders'],
    ...[
      'GET /erp/dashboard/summary',
      'GET /mobile/dashboard/summary',
      'GET /mobile/warehouse/tasks',
      'GET /mobile/quality/inspections/pending',
      'GET /mobile/production/orders/active',
    ],
    ...['GET /purchase-orders', 'POST /purchase-orders', 'GET /purchase-orders/{id}', 'PATCH /purchase-orders/{id}'],
    ...['POST /purchase-orders/{id}/receive', 'GET /purchase-orders/export'],
    ...['GET /suppliers', 'POST /suppliers', 'GET /suppliers/{id}', 'PATCH /suppliers/{id}', 'DELETE /suppliers/{id}'],
    ...['GET /frames', 'POST /frames', 'GET /frames/{id}', 'PATCH /frames/{id}'],
    ...kinds.flatMap((kind) => [`GET /${kind}`, `POST /${kind}`]),
    ...kinds.flatMap((kind) => ['start', 'pause', 'resume', 'complete'].map((act) => `POST /${kind}/{id}/${act}`)),
    ...['GET /work-orders', 'POST /work-orders', 'GET /work-orders/{id}', 'PATCH /work-orders/{id}'],
    ...['GET /qc/plans', 'POST /qc/plans', 'POST /qc/oqc', 'GET /qc/inspections', 'POST /qc/inspections'],
    ...['POST /qc/inspections/{id}/record', 'GET /qc/inspections/pending', 'GET /qc/inspections/{id}/certificate'],
    ...[
      'GET /qc/ncr',
      'POST /qc/ncr',
      'POST /qc/ncr/{id}/disposition',
      'GET /qc/dashboard',
      'GET /qc/plans/{id}/control-chart',
    ],
    ...['GET /erp/production/orders', 'POST /production/orders', 'PUT /production/orders/{id}'],
    ...['DELETE /production/orders/{id}', 'POST /production/outputs', 'GET /boms', 'GET /boms/{itemId}', 'POST /boms'],
    ...['explosion', 'where-used', 'comparison'].map((what) => `GET /boms/{itemId}/${what}`),
    ...['GET /boms/export', 'POST /boms/import', 'POST /boms/{itemId}/revisions/{revision}/release'],
    ...['PATCH /boms/{itemId}/revisions/{revision}', 'DELETE /boms/{itemId}/revisions/{revision}'],
    ...['POST /production/plans/preview', 'POST /production/plans', 'GET /production/orders/{id}/chain'],
    ...['release', 'start', 'hold', 'resume', 'complete', 'complete-short', 'cancel', 'close'].map(
      (act) => `POST /production/orders/{id}/${act}`,
    ),
    ...['GET /erp/machines', 'GET /machines', 'POST /machines', 'GET /machines/{id}', 'PATCH /machines/{id}'],
    ...['DELETE /machines/{id}', 'POST /machines/{id}/state', 'GET /machines/board', 'GET /production/outputs'],
    ...['POST /production/orders/{id}/schedule', 'GET /machines/performance', 'GET /production/outputs/export'],
    ...['POST /work-orders/bulk', 'GET /events', 'GET /live/events', 'GET /shop', 'PATCH /shop'],
    ...[
      'GET /sales/orders/{id}/pdf',
      'GET /purchase-orders/{id}/pdf',
      'GET /fulfilments/{id}/label',
      'GET /fulfilments/outstanding',
    ],
    ...['POST /inventory/products/import', 'POST /inventory/customers/import', 'POST /suppliers/import'],
    ...['GET /sales/invoices', 'POST /sales/import/invoice', 'POST /sales/import/invoices', 'GET /sales/sse/invoices'],
  ])('has %s', (route) => {
    expect(routes).toContain(route)
  })
})
