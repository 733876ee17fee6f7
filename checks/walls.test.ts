import { describe, expect, it } from 'vitest'
import { filesIn, importsOf, read } from './sources.ts'

/** Which packages of ours a package may import, and what it must not know. */
const walls: Record<string, { folder: string; mayImport: string[]; never: RegExp[] }> = {
  contracts: {
    folder: 'packages/contracts/src',
    mayImport: [],
    // It loads in a browser: nothing of Node, nothing of the database.
    never: [/^node:/, /prisma/, /^pg$/, /^kysely$/, /^fastify/],
  },
  db: { folder: 'packages/db/src', mayImport: ['db'], never: [/^fastify/, /^react/] },
  sdk: { folder: 'packages/sdk/src', mayImport: ['contracts'], never: [/prisma/, /^pg$/, /^kysely$/, /^fastify/] },
  api: { folder: 'apps/api/src', mayImport: ['contracts', 'db'], never: [/^react/, /^@mantine/] },
  web: {
    folder: 'apps/web/src',
    mayImport: ['contracts'],
    never: [/^node:/, /prisma/, /^pg$/, /^kysely$/, /^fastify/],
  },
}

const isTest = (path: string) => /\.test\.tsx?$|\/testing\//.test(path)
/** What contracts may use beside its own files, so that it stays small wherever it is loaded. */
const contractsLibraries = ['zod', '@trpc/server', 'big.js']

describe.each(Object.entries(walls))('%s', (name, wall) => {
  const sources = filesIn(wall.folder, /\.tsx?$/).filter((path) => !isTest(path) && !path.includes('/generated/'))

  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(0)
  })

  it('imports only the packages it may', () => {
    const wrong = sources.flatMap((path) =>
      importsOf(read(path))
        .filter((specifier) => {
          const ours = /^@framewright\/([^/]+)/.exec(specifier)?.[1]
          if (ours !== undefined) return !wall.mayImport.includes(ours)
          return wall.never.some((pattern) => pattern.test(specifier))
        })
        .map((specifier) => `${path} imports ${specifier}`),
    )
    expect(wrong).toEqual([])
  })

  it('reaches into no other package by a path', () => {
    const depth = (path: string) => path.slice(wall.folder.length + 1).split('/').length - 1
    const wrong = sources.flatMap((path) =>
      importsOf(read(path))
        .filter((specifier) => (specifier.match(/\.\.\//g) ?? []).length > depth(path))
        .map((specifier) => `${path} imports ${specifier}`),
    )
    expect(wrong).toEqual([])
  })

  if (name === 'contracts') {
    it('uses three libraries and no more', () => {
      const wrong = sources.flatMap((path) =>
        importsOf(read(path))
          .filter((specifier) => !specifier.startsWith('.') && !contractsLibraries.includes(specifier))
          .map((specifier) => `${path} imports ${specifier}`),
      )
      expect(wrong).toEqual([])
    })
  }

  if (name === 'web' || name === 'sdk') {
    it('takes only types of the server framework and the routers', () => {
      const wrong = sources.flatMap((path) =>
        [...read(path).matchAll(/import\s+(?!type\b)([^'"]*?)from\s*['"]([^'"]*(?:\.router|@trpc\/server))['"]/g)].map(
          (match) => `${path} imports ${match[2]} at run time`,
        ),
      )
      expect(wrong).toEqual([])
    })
  }
})

describe('imports inside api', () => {
  it('keep pure files pure: no database behind a mapper, an allocation or a lifecycle', () => {
    const pure = filesIn('apps/api/src', /\.(mapper|pricing)\.ts$|allocation\.ts$/)
    const wrong = pure.flatMap((path) =>
      importsOf(read(path))
        .filter((specifier) => /^(node:|pg$|fastify)|db\/(client|engine)/.test(specifier))
        .map((specifier) => `${path} imports ${specifier}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('drawing', () => {
  const folder = 'apps/api/src'
  /** What loads the drawing libraries, and so belongs in the drawing thread. */
  const drawing = [
    'badge',
    'business-document',
    'code',
    'drawings',
    'elevation',
    'fonts',
    'job-card',
    'label',
    'paper',
    'report',
    'table',
  ]

  it('is asked of its thread: outside of it only types of what draws are imported', () => {
    const names = drawing.join('|')
    const loads = new RegExp(String.raw`^import (?!type\b)[^;']*from '(?:\.\./document|\.)/(?:${names})\.ts'`, 'gm')
    const wrong = filesIn(folder, /\.ts$/)
      .filter((path) => !isTest(path) && !drawing.some((name) => path === `${folder}/document/${name}.ts`))
      .filter((path) => path.includes('/document/') || read(path).includes('../document/'))
      .flatMap((path) => (read(path).match(loads) ?? []).map((found) => `${path}: ${found}`))
    expect(wrong).toEqual([])
  })
})
