import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** What came of a message: taken, its device gone for ever, worth another try, or refused. */
export type Delivery = 'taken' | 'gone' | 'later' | 'refused'

export interface Parcel {
  endpoint: string
  authorization: string
  body: Buffer
  /** Says the same to the push service and the device: a later one of that name replaces it where it has not been seen. */
  topic: string
}

const patienceMs = 10_000
/** How long a push service keeps it for a device that is switched off: tomorrow it is no news. */
const keptForSeconds = 24 * 3600

/** Addresses that are no push service's: ours, our network's, and those that belong to nobody. */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside.addSubnet(net, bits, 'ipv4')
}
/** Of the other family only what is given to the world is allowed, and of that not what wraps an address of the first. */
const world = new BlockList()
world.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  inside.addSubnet(net, bits, 'ipv6')
}

/** Whether an IP address is in the world at large. */
export function isPublic(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const bare = mapped ?? address
  switch (isIP(bare)) {
    case 4:
      return !inside.check(bare, 'ipv4')
    case 6:
      return world.check(bare, 'ipv6') && !inside.check(bare, 'ipv6')
    default:
      return false
  }
}

/** Why an address that a browser gave cannot be a push service's, as a sentence; null where it may be. */
export function endpointFault(endpoint: string, local: boolean): string | null {
  if (local) return null
  const { protocol, hostname, port, username, password } = new URL(endpoint)
  if (protocol !== 'https:') return 'A push service is reached by https.'
  if (username !== '' || password !== '') return 'The address of a push service names no account.'
  if (port !== '') return 'A push service is reached at the usual port.'
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 || !host.includes('.') || /\.(local|localhost|internal|lan|home|test)$/i.test(host)) {
    return 'This is not the address of a push service.'
  }
  return null
}

/** Resolves a name and refuses it where any of its addresses is inside: checked as the connection is made, so that it cannot change. */
const lookupOutside: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const hidden = addresses.find(({ address }) => !isPublic(address))
    const [first] = addresses
    if (hidden || first === undefined) return callback(new Error(`${hostname} is no address of the world`), '', 0)
    if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

/**
 * Hands a message to a push service (RFC 8030). Follows no redirection, reads nothing of the answer but its status.
 * @param local lets it go to this machine and without TLS: for tests, and shops with a push service of their own.
 */
export async function deliver({ endpoint, authorization, body, topic }: Parcel, local: boolean): Promise<Delivery> {
  if (endpointFault(endpoint, local) !== null) return 'refused'
  // Only now: named at the top, it brings Node's whole client of the web along at every start.
  const { request: send } = await (endpoint.startsWith('http:') ? import('node:http') : import('node:https'))
  return new Promise((done) => {
    const request = send(
      endpoint,
      {
        method: 'POST',
        ...(local ? {} : { lookup: lookupOutside }),
        agent: false,
        signal: AbortSignal.timeout(patienceMs),
        headers: {
          authorization,
          'content-encoding': 'aes128gcm',
          'content-type': 'application/octet-stream',
          'content-length': body.length,
          ttl: String(keptForSeconds),
          urgency: 'normal',
          topic,
        },
      },
      (answer) => {
        done(meaningOf(answer.statusCode ?? 0))
        answer.destroy()
      },
    )
    request.on('error', () => done('later'))
    request.end(body)
  })
}

function meaningOf(status: number): Delivery {
  if (status >= 200 && status < 300) return 'taken'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429 || status >= 500) return 'later'
  return 'refused'
}
