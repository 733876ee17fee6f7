import { superadminRole } from '@framewright/contracts/permissions'
import type { PushTopic } from '@framewright/contracts/push/push.schema'
import type { Prisma } from '@framewright/db/client'
import type { Deps } from '../core/deps.ts'
import { deliver } from './deliver.ts'
import { encryptFor } from './encryption.ts'
import { type Notice, type Rule, rules, shortOf, type ToldEvent } from './notices.ts'
import { pushKeys } from './push-key.ts'

type Parts = Pick<Deps, 'prisma' | 'config' | 'clock'>

/** Events looked at and messages sent in one go. */
const batch = 500
const atOnce = 8
/** While one process sends a message, others leave it alone so long. */
const leaseSeconds = 60
/** A message is tried so often, each time twice as much later, then it is no news any more. */
const mostAttempts = 8
/** A device whose push service has refused so many in a row is gone. */
const mostRefusals = 20

/**
 * Tells devices what has happened since the last run: writes a message for each event and device, then sends what is due.
 * Safe in any number of processes.
 * @returns how many messages were taken by their push services.
 */
export async function pushNews(parts: Parts): Promise<number> {
  // Made at the first start, so that no two processes meet over it when the first browser asks.
  await pushKeys(parts).publicKey()
  while ((await collect(parts)) === batch);
  return sendDue(parts)
}

/**
 * Writes the messages of the next events, and how far it has come, in one transaction: each event becomes one message a device,
 * whoever crashes when.
 * @returns how many events it has seen.
 */
async function collect({ prisma }: Parts): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const [cursor] = await tx.$queryRaw<{ position: bigint }[]>`
      SELECT position FROM push_cursor WHERE id = 1 FOR UPDATE SKIP LOCKED`
    if (cursor === undefined) {
      // The first run begins here and now: nobody wants to be told of last year. Or another process is at it.
      await tx.$executeRaw`
        INSERT INTO push_cursor (id, position) SELECT 1, coalesce(max(position), 0) FROM event ON CONFLICT DO NOTHING`
      return 0
    }
    const events = await tx.$queryRaw<ToldEvent[]>`
      SELECT position, type, entity, entity_id AS "entityId", actor_id AS "actorId", owner_id AS "ownerId", payload
      FROM event WHERE position > ${cursor.position} ORDER BY position LIMIT ${batch}`
    const last = events.at(-1)
    if (last === undefined) return 0
    const messages = await messagesOf(
      tx,
      events.filter(({ type }) => type in rules),
    )
    if (messages.length > 0) await tx.pushMessage.createMany({ data: messages, skipDuplicates: true })
    await tx.$executeRaw`UPDATE push_cursor SET position = ${last.position} WHERE id = 1`
    return events.length
  })
}

async function messagesOf(
  tx: Prisma.TransactionClient,
  events: ToldEvent[],
): Promise<Prisma.PushMessageCreateManyInput[]> {
  const news: { event: ToldEvent; told: { rule: Rule; notice: Notice }[] }[] = []
  for (const event of events) {
    const told = (rules[event.type] ?? []).flatMap((rule) => {
      const notice = rule.say(event)
      return notice === null ? [] : [{ rule, notice }]
    })
    if (told.some(({ rule }) => rule.oncePerName) && (await namedBefore(tx, event))) continue
    if (told.length > 0) news.push({ event, told })
  }
  if (news.length === 0) return []
  const devices = await tx.pushDevice.findMany({
    where: { user: { active: true } },
    select: {
      id: true,
      userId: true,
      topics: true,
      user: { select: { role: { select: { code: true, permissions: true } } } },
    },
  })
  return news.flatMap(({ event, told }) =>
    devices.flatMap(({ id, userId, topics, user: { role } }) => {
      // Nobody is told what they have just done themselves.
      if (userId === event.actorId) return []
      const concerned = told.find(({ rule }) => {
        if (!topics.includes(rule.topic)) return false
        if (rule.to === 'owner') return userId === event.ownerId
        return role.code === superadminRole || role.permissions.includes(rule.to)
      })
      if (concerned === undefined) return []
      const { rule, notice } = concerned
      return [
        {
          position: event.position,
          deviceId: id,
          topic: rule.topic satisfies PushTopic,
          payload: { ...notice, tag: `event-${event.position}` },
        },
      ]
    }),
  )
}

/** Whether all that an event says is missing was said of the same document before. */
async function namedBefore(tx: Prisma.TransactionClient, event: ToldEvent): Promise<boolean> {
  const before = await tx.$queryRaw<{ payload: ToldEvent['payload'] }[]>`
    SELECT payload FROM event WHERE entity = ${event.entity} AND entity_id = ${event.entityId}
      AND position < ${event.position} AND jsonb_typeof(payload -> 'short') = 'array'`
  const known = new Set(before.flatMap(({ payload }) => shortOf(payload.short)))
  return shortOf(event.payload.short).every((name) => known.has(name))
}

interface Due {
  position: bigint
  deviceId: number
  payload: unknown
  attempts: number
  endpoint: string
  p256dh: string
  auth: string
}

/** Sends what is due. A message is claimed before it is sent and deleted when it was taken: a crash between sends it again, under the same name. */
async function sendDue(parts: Parts): Promise<number> {
  const { prisma } = parts
  let taken = 0
  for (;;) {
    const due = await prisma.$queryRaw<Due[]>`
      WITH claimed AS (
        SELECT position, device_id FROM push_message WHERE due_at <= now()
        ORDER BY due_at LIMIT ${batch} FOR UPDATE SKIP LOCKED
      )
      UPDATE push_message m SET attempts = m.attempts + 1, due_at = now() + make_interval(secs => ${leaseSeconds})
      FROM claimed c, push_device d
      WHERE m.position = c.position AND m.device_id = c.device_id AND d.id = m.device_id
      RETURNING m.position, m.device_id AS "deviceId", m.payload, m.attempts, d.endpoint, d.p256dh, d.auth`
    due.sort((a, b) => Number(a.position - b.position))
    const queues = Array.from({ length: atOnce }, () => [] as Due[])
    // One device's messages one after the other, in order.
    for (const one of due) queues[one.deviceId % atOnce]?.push(one)
    const counts = await Promise.all(
      queues.map(async (queue) => {
        let count = 0
        for (const one of queue) if (await sendOne(parts, one)) count += 1
        return count
      }),
    )
    taken += counts.reduce((sum, count) => sum + count, 0)
    if (due.length < batch) return taken
  }
}

async function sendOne({ prisma, config, clock }: Parts, message: Due): Promise<boolean> {
  const { position, deviceId, endpoint, attempts } = message
  const outcome = await deliver(
    {
      endpoint,
      authorization: await pushKeys({ prisma, config }).authorization(endpoint),
      body: encryptFor(message, Buffer.from(JSON.stringify(message.payload))),
      topic: `event-${position}`,
    },
    config.pushLocal,
  )
  const key = { position, deviceId }
  switch (outcome) {
    case 'taken':
      await prisma.pushMessage.deleteMany({ where: key })
      await prisma.pushDevice.updateMany({ where: { id: deviceId }, data: { lastSentAt: clock.now(), refusals: 0 } })
      return true
    case 'gone':
      // The browser has taken its permission back, or the device is no more.
      await prisma.pushDevice.deleteMany({ where: { id: deviceId } })
      return false
    case 'refused':
      await prisma.pushMessage.deleteMany({ where: key })
      await prisma.pushDevice.updateMany({ where: { id: deviceId }, data: { refusals: { increment: 1 } } })
      await prisma.pushDevice.deleteMany({ where: { id: deviceId, refusals: { gte: mostRefusals } } })
      return false
    case 'later':
      if (attempts >= mostAttempts) await prisma.pushMessage.deleteMany({ where: key })
      else {
        await prisma.$executeRaw`
          UPDATE push_message SET due_at = now() + make_interval(secs => ${15 * 2 ** attempts})
          WHERE position = ${position} AND device_id = ${deviceId}`
      }
      return false
    default:
      return outcome satisfies never
  }
}
