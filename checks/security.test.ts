import { describe, expect, it } from 'vitest'
import { read } from './sources.ts'

/** The tests that docs/security.md names, by file. A name may hold what `it.each` fills in. */
function cited(): { file: string; names: string[] }[] {
  const text = read('docs/security.md')
  return [...text.matchAll(/`([\w./-]+\.test\.tsx?)`:\s+((?:\*[^*]+\*,?\s*)+)/g)].map(([, file = '', names = '']) => ({
    file,
    names: [...names.matchAll(/\*([^*]+)\*/g)].map(([, name = '']) => name),
  }))
}

describe('docs/security.md', () => {
  it('names tests for its controls', () => {
    expect(cited().flatMap(({ names }) => names).length).toBeGreaterThan(70)
    // Every path that looks like a test is followed by names.
    const paths = [...read('docs/security.md').matchAll(/`[\w./-]+\.test\.tsx?`/g)]
    expect(paths).toHaveLength(cited().length)
  })

  it('names only tests that exist', () => {
    const missing = cited().flatMap(({ file, names }) => {
      const source = read(file)
      return names.filter((name) => !source.includes(`'${name}'`)).map((name) => `${file}: ${name}`)
    })
    expect(missing).toEqual([])
  })
})
