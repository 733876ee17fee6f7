/** Right, wrong, and done with the whole document: told apart with eyes and ears closed. */
export type ScanSignal = 'right' | 'wrong' | 'done'

/** Tones as [hertz, start, seconds]; a wrong scan is low and long, so that it carries through a loud hall. */
const tones: Record<ScanSignal, readonly (readonly [number, number, number])[]> = {
  right: [[1_320, 0, 0.09]],
  wrong: [
    [196, 0, 0.22],
    [165, 0.26, 0.34],
  ],
  done: [
    [880, 0, 0.1],
    [1_175, 0.12, 0.1],
    [1_568, 0.24, 0.2],
  ],
}
const buzzes: Record<ScanSignal, number[]> = { right: [40], wrong: [180, 80, 180], done: [40, 40, 40, 40, 120] }

let audio: AudioContext | undefined

/** Sounds and vibrates. Browsers allow sound only after the page was touched once; until then it stays silent. */
export function signal(kind: ScanSignal): void {
  navigator.vibrate?.(buzzes[kind])
  if (typeof AudioContext === 'undefined') return
  audio ??= new AudioContext()
  void audio.resume()
  for (const [hertz, start, seconds] of tones[kind]) {
    const from = audio.currentTime + start
    const oscillator = audio.createOscillator()
    const volume = audio.createGain()
    oscillator.type = kind === 'wrong' ? 'square' : 'sine'
    oscillator.frequency.value = hertz
    volume.gain.setValueAtTime(0.25, from)
    // Ends softly: a tone cut off clicks.
    volume.gain.exponentialRampToValueAtTime(0.001, from + seconds)
    oscillator.connect(volume).connect(audio.destination)
    oscillator.start(from)
    oscillator.stop(from + seconds)
  }
}
