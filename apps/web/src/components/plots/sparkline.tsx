const width = 96
const height = 32

/** The shape of the last days, without axes: a line and the ground below it. Drawn here so that no chart code loads. */
export function Sparkline({ values, className }: { values: readonly number[]; className?: string | undefined }) {
  if (values.length < 2) return null
  const top = Math.max(...values, 1)
  const step = (width - 4) / (values.length - 1)
  const points = values.map((value, index) => `${2 + index * step},${height - 3 - (value / top) * (height - 8)}`)
  const line = `M${points.join('L')}`
  return (
    <svg className={className} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <path d={`${line}L${width - 2},${height}L2,${height}Z`} fill="currentColor" opacity={0.12} />
      <path d={line} fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinejoin="round" />
    </svg>
  )
}
