import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { childrenOf, killNow } from '../support/processes.ts'
import { freePort, repository } from '../support/server.ts'

const address = '127.0.0.1'
const bin = '/usr/lib/postgresql/15/bin'

/** A PostgreSQL node with its Patroni. */
interface Node {
  name: string
  port: number
  restPort: number
  folder: string
  patroni: ChildProcess | null
}

/** Three PostgreSQL nodes under Patroni with etcd, and HAProxy in front; everything on loopback, in one temporary folder. */
export interface HaCluster {
  webPort: number
  /** Through HAProxy, to whichever node is the primary. */
  primaryUrl: string
  /** Each node by itself. */
  nodeUrls: string[]
  /** Writes HAProxy's configuration for these API processes, and starts it. */
  startProxy(apiPorts: readonly number[]): void
  leader(): Promise<string>
  /** kill -9 of a node: its Patroni, its PostgreSQL, all of it. */
  kill(name: string): Promise<void>
  /** Starts a node that was killed. */
  start(name: string): void
  /** Until all nodes stream and one of them is synchronous. */
  whole(): Promise<void>
  close(): Promise<void>
}

interface Member {
  name: string
  role: string
  state: string
}

export async function openCluster(): Promise<HaCluster> {
  const place = mkdtempSync(join(tmpdir(), 'framewright-ha-'))
  const account = postgresAccount()
  chownSync(place, account.uid, account.gid)
  const children: ChildProcess[] = []
  const secret = () => randomBytes(12).toString('hex')
  const secrets = { superuserPassword: secret(), replicationPassword: secret(), rewindPassword: secret() }
  const [etcdPort, etcdPeerPort, webPort, primaryPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ]
  const nodes: Node[] = []
  for (const name of ['one', 'two', 'three'])
    nodes.push({ name, port: await freePort(), restPort: await freePort(), folder: join(place, name), patroni: null })

  function launch(program: string, args: string[], as: { uid?: number; gid?: number } = {}): ChildProcess {
    const log = openSync(join(place, `${program.split('/').at(-1)}.log`), 'a')
    const child = spawn(program, args, {
      ...as,
      cwd: place,
      env: { PATH: `${bin}:${process.env.PATH}`, LC_ALL: 'C.UTF-8', HOME: place },
      stdio: ['ignore', log, log],
    })
    children.push(child)
    return child
  }
  const startNode = (node: Node) => {
    node.patroni = launch('patroni', [join(node.folder, 'patroni.yml')], account)
  }
  const find = (name: string): Node => {
    const node = nodes.find((one) => one.name === name)
    if (node === undefined) throw new Error(`There is no node ${name}`)
    return node
  }

  async function members(): Promise<Member[]> {
    for (const { restPort } of nodes) {
      const answer = await fetch(`http://${address}:${restPort}/cluster`, { signal: AbortSignal.timeout(2_000) }).catch(
        () => null,
      )
      if (answer?.ok) return ((await answer.json()) as { members: Member[] }).members
    }
    return []
  }

  async function close(): Promise<void> {
    for (const { name } of nodes) await killNode(name)
    for (const child of children) child.kill('SIGKILL')
    rmSync(place, { recursive: true, force: true })
  }

  async function killNode(name: string): Promise<void> {
    const { folder, patroni } = find(name)
    if (patroni?.pid !== undefined) killNow(patroni.pid)
    const postmaster = Number(readIf(join(folder, 'data', 'postmaster.pid')).split('\n')[0])
    if (!(postmaster > 0)) return
    const backends = await childrenOf(postmaster)
    for (const pid of [postmaster, ...backends]) killNow(pid)
  }

  const url = (port: number, user: string, password: string, database: string) =>
    `postgresql://${user}:${password}@${address}:${port}/${database}`
  const cluster: HaCluster = {
    webPort,
    primaryUrl: url(primaryPort, 'postgres', secrets.superuserPassword, 'postgres'),
    nodeUrls: nodes.map(({ port }) => url(port, 'postgres', secrets.superuserPassword, 'postgres')),
    startProxy(apiPorts) {
      const file = join(place, 'haproxy.cfg')
      const lines = (all: string[]) => all.map((line) => `    ${line}`).join('\n')
      writeFileSync(
        file,
        fill('haproxy.cfg', {
          address,
          webPort,
          primaryPort,
          apiServers: lines(apiPorts.map((port, at) => `server api${at + 1} ${address}:${port} check`)),
          databaseServers: lines(
            nodes.map(({ name, port, restPort }) => `server ${name} ${address}:${port} check port ${restPort}`),
          ),
        }),
      )
      launch('/usr/sbin/haproxy', ['-db', '-f', file])
    },
    async leader() {
      return (await members()).find(({ role }) => role === 'leader')?.name ?? ''
    },
    kill: killNode,
    start: (name) => startNode(find(name)),
    async whole() {
      for (let look = 0; look < 600; look++) {
        const all = await members()
        const up = all.filter(({ state }) => state === 'running' || state === 'streaming')
        if (up.length === nodes.length && all.some(({ role }) => role === 'sync_standby')) return
        await sleep(200)
      }
      throw new Error(`The cluster did not come together:\n${readIf(join(place, 'patroni.log')).slice(-3_000)}`)
    },
    close,
  }

  try {
    const etcdUrl = `http://${address}:${etcdPort}`
    const peerUrl = `http://${address}:${etcdPeerPort}`
    launch(
      'etcd',
      [
        ['--name', 'etcd'],
        ['--data-dir', join(place, 'etcd')],
        ['--listen-client-urls', etcdUrl],
        ['--advertise-client-urls', etcdUrl],
        ['--listen-peer-urls', peerUrl],
        ['--initial-advertise-peer-urls', peerUrl],
        ['--initial-cluster', `etcd=${peerUrl}`],
        ['--log-level', 'error'],
      ].flat(),
      account,
    )
    for (const { name, port, restPort, folder } of nodes) {
      mkdirSync(folder, { mode: 0o700 })
      const config = join(folder, 'patroni.yml')
      const values = { name, port, restPort, folder, address, bin, ...secrets }
      writeFileSync(config, fill('patroni.yml', { ...values, network: '127.0.0.1/32', etcd: `${address}:${etcdPort}` }))
      for (const path of [folder, config]) chownSync(path, account.uid, account.gid)
    }
    for (const node of nodes) startNode(node)
    await cluster.whole()
    return cluster
  } catch (error) {
    await close()
    throw error
  }
}

/** A template of ops/ha with its names filled in. */
function fill(template: string, values: Record<string, string | number>): string {
  return readFileSync(join(repository, 'ops', 'ha', template), 'utf8').replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${template} asks for ${name}`)
    return String(value)
  })
}

function readIf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function postgresAccount(): { uid: number; gid: number } {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('postgres:'))
  if (entry === undefined) throw new Error('There is no account postgres; install postgresql-15')
  const [, , uid, gid] = entry.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}
