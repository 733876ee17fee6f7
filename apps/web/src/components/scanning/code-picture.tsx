import { useQuery } from '@tanstack/react-query'

export type Symbology = 'qr' | 'code128'

interface Props {
  symbology: Symbology
  text: string
  className?: string
  label?: string
}

/** Draws a code as SVG, with the quiet zone a scanner needs around it. */
export async function drawCode(symbology: Symbology, text: string): Promise<string> {
  const { code128, drawingSVG, qrcode } = await import('bwip-js/browser')
  const look = { text, scale: 2, backgroundcolor: 'FFFFFF' }
  return symbology === 'qr'
    ? qrcode<string>({ ...look, bcid: 'qrcode', paddingwidth: 4, paddingheight: 4 }, drawingSVG())
    : code128<string>({ ...look, bcid: 'code128', height: 12, paddingwidth: 10, paddingheight: 2 }, drawingSVG())
}

/**
 * A code to be scanned, on white in the dark too: scanners want dark on light.
 * @param label what is read out in its place, where the text itself is nobody's to hear, as a badge's is.
 */
export function CodePicture({ symbology, text, className, label }: Props) {
  const drawn = useQuery({
    queryKey: ['code-picture', symbology, text],
    queryFn: () => drawCode(symbology, text),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const kind = symbology === 'qr' ? 'QR code' : 'Barcode'
  if (drawn.isError) return <span role="alert">{kind} could not be drawn</span>
  if (drawn.data === undefined) return <span className={className} role="status" aria-label={`Drawing ${kind}`} />
  const source = `data:image/svg+xml;utf8,${encodeURIComponent(drawn.data)}`
  return <img className={className} src={source} alt={`${kind}: ${label ?? text}`} />
}
