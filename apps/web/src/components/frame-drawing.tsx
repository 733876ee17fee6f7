import { useId } from 'react'
import { materialLook } from '~/state/materials.ts'

export interface FrameDrawingProps {
  widthMm: number
  heightMm: number
  material: string
  /** The box it fits into, in pixels; the drawing keeps its proportions inside. */
  size: number
  /** Writes width and height on dimension lines. Only from about 160 pixels on. */
  labels?: boolean
  /** Left out where the name stands beside it: the drawing is then decoration. */
  title?: string
}

/** Visible width of the profile: a common window profile, less where the frame is too small for it. */
const profileMm = 70
/** Units of the drawing that a dimension line takes. */
const gutter = 34

/**
 * A frame's elevation to scale: profile in the colour of its material with mitred corners, glass tinted with a glint,
 * sizes in millimetres where asked. Prints as it is.
 */
export function FrameDrawing({ widthMm, heightMm, material, size, labels = false, title }: FrameDrawingProps) {
  const id = useId()
  const room = labels ? size - gutter : size
  const scale = (room - 2) / Math.max(widthMm, heightMm)
  const width = Math.max(widthMm * scale, 3)
  const height = Math.max(heightMm * scale, 3)
  const profile = Math.max(Math.min(profileMm * scale, width * 0.3, height * 0.3), 1.5)
  const left = labels ? gutter : (size - width) / 2
  const top = labels ? 1 : (size - height) / 2
  const { fill, edge } = materialLook(material)
  const bottom = top + height
  const right = left + width
  const viewHeight = labels ? height + gutter + 2 : size
  const viewWidth = labels ? width + gutter + 2 : size
  const named = title === undefined ? { 'aria-hidden': true as const } : { role: 'img' as const, 'aria-label': title }

  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it is named by aria-label, or decoration
    <svg
      {...named}
      viewBox={`0 0 ${viewWidth} ${viewHeight}`}
      width={viewWidth}
      height={viewHeight}
      style={{ display: 'block', flex: 'none', maxWidth: '100%', height: labels ? 'auto' : undefined }}
    >
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#d8f1f1" />
          <stop offset="0.48" stopColor="#b9e1e3" />
          <stop offset="0.52" stopColor="#cdebec" />
          <stop offset="1" stopColor="#9fd0d5" />
        </linearGradient>
      </defs>
      <rect x={left} y={top} width={width} height={height} fill={fill} stroke={edge} strokeWidth={1} />
      <rect
        x={left + profile}
        y={top + profile}
        width={Math.max(width - 2 * profile, 0)}
        height={Math.max(height - 2 * profile, 0)}
        fill={`url(#${id})`}
        stroke={edge}
        strokeWidth={profile > 5 ? 1 : 0.6}
      />
      {profile > 5 ? (
        <path
          d={`M${left} ${top}l${profile} ${profile}M${right} ${top}l${-profile} ${profile}M${left} ${bottom}l${profile} ${-profile}M${right} ${bottom}l${-profile} ${-profile}`}
          stroke={edge}
          strokeWidth={0.8}
        />
      ) : null}
      {labels ? (
        <g fontSize={12} fill="currentColor" stroke="none" style={{ fontVariantNumeric: 'tabular-nums' }}>
          <Dimension x1={left} y1={bottom + 14} x2={right} y2={bottom + 14} />
          <text x={left + width / 2} y={bottom + 29} textAnchor="middle">
            {widthMm}
          </text>
          <Dimension x1={left - 12} y1={top} x2={left - 12} y2={bottom} />
          <text transform={`translate(${left - 18} ${top + height / 2}) rotate(-90)`} textAnchor="middle">
            {heightMm}
          </text>
        </g>
      ) : null}
    </svg>
  )
}

/** A dimension line with its end ticks. */
function Dimension({ x1, y1, x2, y2 }: { x1: number; y1: number; x2: number; y2: number }) {
  const upright = x1 === x2
  const tick = upright ? 'h8' : 'v8'
  const back = 4
  const [ax, ay] = upright ? [x1 - back, y1] : [x1, y1 - back]
  const [bx, by] = upright ? [x2 - back, y2] : [x2, y2 - back]
  return (
    <path
      d={`M${x1} ${y1}L${x2} ${y2}M${ax} ${ay}${tick}M${bx} ${by}${tick}`}
      stroke="currentColor"
      strokeWidth={0.8}
      opacity={0.6}
      fill="none"
    />
  )
}
