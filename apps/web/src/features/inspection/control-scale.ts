/** Where a chart's axis has its numbers. */
export interface Scale {
  least: number
  most: number
  ticks: number[]
  /** Places after the point that tell two ticks apart. */
  places: number
}

/** Round steps over what has to be seen: 1, 2 or 5 of a power of ten, about so many of them. Numbers for drawing alone. */
export function scaleOf(values: readonly number[], about = 5): Scale {
  const low = Math.min(...values)
  const high = Math.max(...values)
  // Where nothing varies there is still a line to be seen in the middle.
  const span = high - low || Math.abs(high) * 0.1 || 1
  const power = 10 ** Math.floor(Math.log10(span / about))
  const step = ([1, 2, 5, 10].find((one) => one * power >= span / about) ?? 10) * power
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const first = Math.floor((low - span * 0.05) / step)
  const last = Math.ceil((high + span * 0.05) / step)
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toFixed(places)))
  return { least: ticks[0] ?? low, most: ticks.at(-1) ?? high, ticks, places }
}

export interface Label {
  id: string
  text: string
  y: number
}

/** Labels beside their lines, moved apart where lines lie close, in the order of the lines. */
export function spread(labels: readonly Label[], gap: number, bottom: number): Label[] {
  const placed: Label[] = []
  for (const label of labels.toSorted((a, b) => a.y - b.y)) {
    const above = placed.at(-1)
    placed.push({ ...label, y: above ? Math.max(label.y, above.y + gap) : label.y })
  }
  // What was pushed out below goes up again, and pushes what is above it.
  for (let at = placed.length - 1, limit = bottom; at >= 0; at--) {
    const label = placed[at]
    if (label === undefined || label.y <= limit) break
    label.y = limit
    limit -= gap
  }
  return placed
}
