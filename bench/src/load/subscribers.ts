import { connect } from 'node:net'

// A process that listens to the live stream on many connections and says how long events took to each since it said so last.

interface Job {
  url: string
  token: string
  count: number
  /** Events of this type are counted. */
  type: string
}

let latencies: number[] = []
let [asked, standing, received, disordered] = [0, 0, 0, 0]

function subscribe(job: Job): void {
  const { url, token, type } = job
  asked++
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.write(`GET /api/live/events HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n\r\n`)
  let [buffered, last, opened] = ['', 0, false]
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    if (!opened) {
      opened = true
      if (!chunk.startsWith('HTTP/1.1 200')) throw new Error(chunk.slice(0, 300))
      if (++standing === job.count) process.send?.('standing')
      else if (asked < job.count) subscribe(job)
    }
    buffered += chunk
    for (let end = buffered.indexOf('\n\n'); end >= 0; end = buffered.indexOf('\n\n')) {
      const data = /^data: (\{.*\})$/m.exec(buffered.slice(0, end))?.[1]
      buffered = buffered.slice(end + 2)
      if (data === undefined) continue
      const event = JSON.parse(data) as { at: string; position: number; type: string }
      if (event.position <= last) disordered++
      last = event.position
      if (event.type !== type) continue
      received++
      latencies.push(Date.now() - Date.parse(event.at))
    }
  })
  socket.on('error', (error) => process.send?.({ failed: error.message }))
}

process.on('message', (job: Job | 'report') => {
  if (job === 'report') {
    latencies.sort((a, b) => a - b)
    const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN
    process.send?.({ received, disordered, median: at(0.5), p99: at(0.99) })
    latencies = []
    received = 0
    return
  }
  // The next one comes when one stands, as people do who come to work.
  for (let i = 0; i < Math.min(job.count, 20); i++) subscribe(job)
})
process.on('disconnect', () => process.exit())
