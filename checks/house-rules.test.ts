import { describe, expect, it } from 'vitest'
import { filesIn, read } from './sources.ts'

const sources = filesIn('.', /\.tsx?$/).filter((path) => !path.includes('/generated/'))
const production = sources.filter((path) => !/\.test\.tsx?$|\/testing\/|^checks\/|^e2e\//.test(path))

function occurrences(paths: string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )
}

describe('the house', () => {
  it('rounds money and quantities in one place', () => {
    const elsewhere = production.filter((path) => !/^packages\/contracts\/src\/core\/(decimal|fine)\.ts$/.test(path))
    expect(occurrences(elsewhere, /\bparseFloat\(/)).toEqual([])
    const server = elsewhere.filter((path) => /^(packages\/contracts|apps\/api)\/src/.test(path))
    expect(occurrences(server, /\bMath\.round\(|\.toFixed\(\d/)).toEqual([])
  })

  it('reads the environment in its configuration and its starters only', () => {
    const allowed =
      /^apps\/api\/src\/(config\.ts|cli\/)|^packages\/db\/(src\/(cli|testing|generate|paths|engine\/cluster)|prisma\.config)|\.config\.ts$|^scripts\//
    expect(
      occurrences(
        production.filter((path) => !allowed.test(path)),
        /\bprocess\.env\b/,
      ),
    ).toEqual([])
  })

  it('has one version', () => {
    const said = read('apps/api/src/core/product.ts')
    expect(said).toContain(`'${JSON.parse(read('package.json')).version}'`)
  })

  it('names no package registry in a committed file', () => {
    // Put together so that this file does not name one either.
    const registry = new RegExp(['registry', '(npmjs|yarnpkg)', '(org|com)'].join('\\.'))
    expect(occurrences(filesIn('.', /\.(json|ya?ml|mjs|ts|tsx|md|toml)$|\.npmrc$|Dockerfile/), registry)).toEqual([])
  })

  it('has no loose ends in code', () => {
    const loose = new RegExp(['\\bTO', 'DO\\b|\\bFIX', 'ME\\b|\\.only\\(|@ts-', 'ignore|as an', 'y\\b'].join(''))
    expect(occurrences(sources, loose)).toEqual([])
  })

  it('skips no test', () => {
    expect(
      occurrences(
        sources.filter((path) => /\.test\.tsx?$/.test(path)),
        /\b(it|test|describe)\.(skip|todo)\(/,
      ),
    ).toEqual([])
  })
})
