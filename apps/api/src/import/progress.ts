/** Tells a person how far an import is. */
export interface Progress {
  /** A new phase, such as "Reading". */
  phase(name: string): void
  /** How far the phase is: rows so far, and the share of the whole where it is known (0 to 1). */
  at(rows: number, share?: number): void
  /** Leaves the screen to others. */
  end(): void
}

/** Where progress is written; process.stderr is one. */
export interface Screen {
  isTTY?: boolean
  write(text: string): unknown
}

/** One line that is written over on a terminal; elsewhere a line every few seconds, so that a log stays readable. */
export function createProgress(screen: Screen, now: () => number = () => performance.now()): Progress {
  const live = screen.isTTY === true
  const interval = live ? 200 : 5_000
  let name = ''
  let began = 0
  let told = 0
  let open = false

  const tell = (detail: string) => {
    const line = `${name}…${detail}`
    screen.write(live ? `\r\x1b[K${line}` : `${line}\n`)
    open = live
  }
  return {
    phase(next) {
      name = next
      began = now()
      told = began
      tell('')
    },
    at(rows, share) {
      const at = now()
      if (at - told < interval) return
      told = at
      const rate = Math.floor((rows * 1000) / Math.max(at - began, 1))
      const percent = share === undefined ? '' : `, ${Math.floor(share * 100)} %`
      tell(` ${grouped(rows)} rows, ${grouped(rate)}/s${percent}`)
    },
    end() {
      if (open) screen.write('\r\x1b[K')
      open = false
    },
  }
}

/** 1234567 as "1,234,567". By hand: the first number a process formats for a language takes it a tenth of a second. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')
