import { keepCompiled } from './compile-cache.ts'

// What is imported here is compiled before the first line runs, so that all the rest comes behind it.
keepCompiled()
await import('./run.ts')
