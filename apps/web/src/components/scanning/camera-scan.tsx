import { Loader, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import classes from './camera-scan.module.css'
import { codeReader } from './read-code.ts'

const lookEveryMs = 150
/** The same code is heard again only after it was out of sight this long: a label held still is one scan. */
const forgetAfterMs = 1_500
/** Enough to read a label at arm's length, and a third of the work of a full picture. */
const longestSide = 960

/** The camera's picture, saying each code it reads for as long as it is shown. */
export function CameraScan({ onCode }: { onCode: (code: string) => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<'starting' | 'looking' | 'refused' | 'broken'>('starting')
  const heard = useRef(onCode)
  heard.current = onCode

  useEffect(() => {
    const element = video.current
    if (!element) return
    const ended = new AbortController()
    let stream: MediaStream | undefined
    const look = async () => {
      const read = await codeReader()
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1280 } },
      })
      if (ended.signal.aborted) return stop(stream)
      element.srcObject = stream
      await element.play()
      setState('looking')
      let last = { code: '', at: 0 }
      while (!ended.signal.aborted) {
        const picture = pictureOf(element)
        const code = picture ? await read(picture) : null
        if (ended.signal.aborted) return
        if (code !== null) {
          const now = performance.now()
          const again = code === last.code && now - last.at < forgetAfterMs
          last = { code, at: now }
          if (!again) heard.current(code)
        }
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
      }
    }
    look().catch((error: unknown) => {
      if (!ended.signal.aborted) setState(error instanceof DOMException ? 'refused' : 'broken')
    })
    return () => {
      ended.abort()
      if (stream) stop(stream)
    }
  }, [])

  if (state === 'refused' || state === 'broken') {
    return (
      <Text role="alert" p="md">
        {state === 'refused'
          ? 'The camera cannot be used. Allow it in the browser, or type the number.'
          : 'The code reader could not be loaded. Check the network, or type the number.'}
      </Text>
    )
  }
  return (
    <div className={classes.frame}>
      <video ref={video} className={classes.video} playsInline muted aria-label="Camera picture" />
      {state === 'starting' ? (
        <Loader className={classes.starting} color="white" role="status" aria-label="Starting the camera" />
      ) : (
        <div className={classes.aim} aria-hidden />
      )}
    </div>
  )
}

let canvas: OffscreenCanvas | undefined

function pictureOf(video: HTMLVideoElement): ImageData | null {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0) return null
  const scale = Math.min(1, longestSide / Math.max(videoWidth, videoHeight))
  const [width, height] = [Math.trunc(videoWidth * scale), Math.trunc(videoHeight * scale)]
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(video, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
