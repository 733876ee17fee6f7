import { Button, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import classes from './bench.module.css'
import scan from './scan.module.css'

/** As much of the browser's BarcodeDetector as this uses; TypeScript's library does not know it yet. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorConstructor = new (options?: { formats: string[] }) => Detector

const detectorOf = () => (globalThis as { BarcodeDetector?: DetectorConstructor }).BarcodeDetector

/** Whether this browser can read codes with its camera; cameras are given only to pages that came over TLS. */
export const cameraCanScan = (): boolean =>
  detectorOf() !== undefined && navigator.mediaDevices?.getUserMedia !== undefined

const lookEveryMs = 200

/** The camera's picture until it has read a code. */
export function CameraScan({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const heard = useRef(onCode)
  heard.current = onCode

  useEffect(() => {
    const Detector = detectorOf()
    const element = video.current
    if (!Detector || !element) return
    const detector = new Detector({ formats: ['qr_code', 'code_39', 'code_128'] })
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setInterval> | undefined
    let ended = false
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(
      async (opened) => {
        stream = opened
        if (ended) return stop(opened)
        element.srcObject = opened
        await element.play()
        timer = setInterval(async () => {
          const [first] = await detector.detect(element).catch(() => [])
          if (!first || ended) return
          ended = true
          heard.current(first.rawValue)
        }, lookEveryMs)
      },
      () => setTrouble('The camera cannot be used. Allow it in the browser, or type the number.'),
    )
    return () => {
      ended = true
      clearInterval(timer)
      if (stream) stop(stream)
    }
  }, [])

  return (
    <div>
      {trouble === null ? (
        <video ref={video} className={scan.video} playsInline muted aria-label="Camera picture" />
      ) : (
        <Text role="alert">{trouble}</Text>
      )}
      <Button className={classes.big} variant="default" fullWidth mt="md" onClick={onClose}>
        Close the camera
      </Button>
    </div>
  )
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
