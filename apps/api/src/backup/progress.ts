import { grouped, type Screen } from '../import/progress.ts'

/** Tells a person how a backup or a restore goes on; nothing where it takes no time. */
export interface TableProgress {
  /** A table begins. */
  begin(table: string): void
  /** How many rows of it have passed. */
  at(rows: number): void
  /** It is through. */
  end(rows: number): void
  /** Something that takes a while besides the tables. */
  step(name: string): void
}

const everyMs = 2_000
const worthTellingMs = 1_000

/** A line for every table that takes more than a second, and one every two seconds for what takes long. */
export function tableProgress(
  screen: Screen,
  verb: string,
  now: () => number = () => performance.now(),
): TableProgress {
  let table = ''
  let began = 0
  let told = 0
  return {
    begin(name) {
      table = name
      began = now()
      told = began
    },
    at(rows) {
      const at = now()
      if (at - told < everyMs) return
      told = at
      const rate = Math.floor((rows * 1000) / (at - began))
      screen.write(`${verb} ${table}: ${grouped(rows)} rows so far, ${grouped(rate)}/s\n`)
    },
    end(rows) {
      const seconds = (now() - began) / 1000
      if (seconds * 1000 < worthTellingMs) return
      screen.write(`${verb} ${table}: ${grouped(rows)} rows in ${Math.ceil(seconds)} s\n`)
    },
    step(name) {
      screen.write(`${name}…\n`)
    },
  }
}

/** For whoever does not watch. */
export const silent: TableProgress = { begin() {}, at() {}, end() {}, step() {} }
