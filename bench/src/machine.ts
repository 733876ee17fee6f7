import { availableParallelism, cpus, totalmem } from 'node:os'

/** What a machine of the day takes for the same, in milliseconds: figures in seconds are read beside it. */
interface Pace {
  work: number
  memory: number
}

/** How fast the machine itself is while it measures: a virtual one is by turns slower than itself. */
export class Machine {
  readonly #paces: Pace[] = []

  constructor() {
    // The engine has compiled it by the time it counts.
    work()
  }

  /** Takes its pace once more. */
  look(): void {
    this.#paces.push({ work: timed(work), memory: timed(memory) })
  }

  /** A sentence to stand below a table. */
  toString(): string {
    const range = (of: keyof Pace) => {
      const all = this.#paces.map((pace) => pace[of])
      return `${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)} ms`
    }
    const model = cpus()[0]?.model.trim() || 'unknown'
    return (
      `Machine: ${availableParallelism()} processors (${model}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}. ` +
      `Between the works ten million multiplications took ${range('work')}, ${size / 2 ** 20} MiB of fresh memory ${range('memory')}.`
    )
  }
}

function timed(run: () => void): number {
  const began = performance.now()
  run()
  return performance.now() - began
}

let result = 1

/** What only the processor can do, one after the other. */
function work(): void {
  for (let i = 0; i < 10_000_000; i++) result = (Math.imul(result, 48_271) + i) | 0
}

const size = 256 * 2 ** 20
const page = 4_096

/** Pages of memory that the system, or the machine below it, has to give first. */
function memory(): void {
  const bytes = Buffer.allocUnsafeSlow(size)
  for (let at = 0; at < size; at += page) bytes[at] = 1
}
