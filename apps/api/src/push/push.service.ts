import { createHash } from 'node:crypto'
import { invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { PushDevice } from '@framewright/contracts/push/push.schema'
import type { PushService } from '@framewright/contracts/push/push.service'
import type { Deps } from '../core/deps.ts'
import { endpointFault } from './deliver.ts'
import { encryptFor } from './encryption.ts'
import { pushKeys } from './push-key.ts'

/** Devices one person may have: every browser of every device they work at, and those that were lost. */
const mostDevices = 20

export function pushService(deps: Pick<Deps, 'prisma' | 'primary' | 'commands' | 'config'>): PushService {
  const { prisma, commands, config } = deps
  const select = {
    id: true,
    name: true,
    endpoint: true,
    topics: true,
    createdAt: true,
    lastSentAt: true,
  } as const

  return {
    key: async () => ({ publicKey: await pushKeys(deps).publicKey() }),

    async devices({ caller }) {
      const rows = await prisma.pushDevice.findMany({
        where: { userId: caller.userId },
        select,
        orderBy: { id: 'asc' },
      })
      return { items: rows.map(toDevice), nextCursor: null }
    },

    subscribe(call, input) {
      const { userId } = call.caller
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const fault = endpointFault(input.endpoint, config.pushLocal)
          if (fault !== null) throw ruleViolated('push.endpoint', fault)
          try {
            encryptFor(input, Buffer.alloc(0))
          } catch {
            throw invalid('p256dh', 'is no public key of a browser')
          }
          const others = await tx.pushDevice.count({ where: { userId, endpoint: { not: input.endpoint } } })
          if (others >= mostDevices) {
            throw ruleViolated('push.devices', `You are notified on ${mostDevices} devices. Remove one of them first.`)
          }
          const { endpoint, p256dh, auth, name, topics } = input
          const said = { userId, p256dh, auth, name, topics: [...new Set(topics)], refusals: 0 }
          // A browser belongs to whoever is signed in on it now: what it was to tell another is theirs no more.
          await tx.pushMessage.deleteMany({ where: { device: { endpoint, userId: { not: userId } } } })
          const { id } = await tx.pushDevice.upsert({
            where: { endpoint },
            create: { endpoint, ...said },
            update: said,
            select: { id: true },
          })
          emit({
            entity: 'user',
            id: userId,
            ownerId: userId,
            what: 'pushSubscribed',
            payload: { deviceId: id, topics },
          })
          return { id }
        },
        async ({ id }) => toDevice(await prisma.pushDevice.findUniqueOrThrow({ where: { id }, select })),
      )
    },

    unsubscribe(call, input) {
      const { userId } = call.caller
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { count } = await tx.pushDevice.deleteMany({ where: { id: input.id, userId } })
          if (count === 0) throw notFound('device', input.id)
          emit({
            entity: 'user',
            id: userId,
            ownerId: userId,
            what: 'pushUnsubscribed',
            payload: { deviceId: input.id },
          })
          return { ok: true as const }
        },
        async (done) => done,
      )
    },
  }
}

interface Row {
  id: number
  name: string
  endpoint: string
  topics: PushDevice['topics']
  createdAt: Date
  lastSentAt: Date | null
}

function toDevice({ id, name, endpoint, topics, createdAt, lastSentAt }: Row): PushDevice {
  return {
    id,
    name,
    service: new URL(endpoint).hostname,
    fingerprint: createHash('sha256').update(endpoint).digest('base64url'),
    topics,
    createdAt: createdAt.toISOString(),
    lastSentAt: lastSentAt?.toISOString() ?? null,
  }
}
