import { grey, type Paper } from './paper.ts'

/** A frame as its elevation shows it, in millimetres. */
export interface Elevation {
  widthMm: number
  heightMm: number
}

/** Visible width of the profile: a common window profile, less where the frame is too small for it. */
const profileMm = 70
const line = { colour: '#3c4348', thickness: 0.8 }
const glass = '#dceff1'
/** What a dimension line takes beside the drawing, in points. */
const gutter = 22

/** A frame drawn to scale in a box, with its sizes in millimetres along its edges. */
export function drawElevation(paper: Paper, { widthMm, heightMm }: Elevation, x: number, y: number, box: number): void {
  const scale = (box - gutter) / Math.max(widthMm, heightMm)
  const [width, height] = [widthMm * scale, heightMm * scale]
  const profile = Math.min(profileMm * scale, width * 0.3, height * 0.3)
  const [left, right, bottom] = [x + gutter, x + gutter + width, y + height]
  paper.rectangle(left, y, width, height, { ...line, fill: '#f4f5f3' })
  paper.rectangle(left + profile, y + profile, width - 2 * profile, height - 2 * profile, { ...line, fill: glass })
  for (const [cornerX, cornerY, across, down] of [
    [left, y, 1, 1],
    [right, y, -1, 1],
    [left, bottom, 1, -1],
    [right, bottom, -1, -1],
  ] as const) {
    paper.stroke([cornerX, cornerY], [cornerX + across * profile, cornerY + down * profile], line)
  }
  const measure = { colour: grey, thickness: 0.6 }
  const words = { size: 9, tabular: true }
  paper.stroke([left, bottom + 8], [right, bottom + 8], measure)
  paper.text(String(widthMm), left + width / 2 + 10, bottom + 11, words, 'right')
  paper.stroke([left - 8, y], [left - 8, bottom], measure)
  paper.text(String(heightMm), left - 11, y + height / 2 - 5, words, 'right')
}
