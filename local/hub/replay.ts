/** Dead letters of a hub, looked at or sent once more to the queues that they came from. */
import { makeClients } from '../../stores/aws/clients.ts'
import { deadLetters, deadQueuesOf } from '../../stores/aws/dead-letters.ts'
import { type HubAccess, settingsOf } from './hub-access.ts'

export interface DeadOfQueue {
  /** A heading of docs/runbook.md. */
  readonly queue: string
  readonly count: number
  /** Ids that the first of them name. */
  readonly about: readonly string[]
  /** False for those of a schedule: its next run does the same. */
  readonly isReplayed: boolean
}

const NAMED = ['type', 'division', 'county', 'upload', 'run', 'batch', 'head', 'eventType'] as const

interface Queue {
  readonly name: string
  readonly dead: string
  /** Absent for a schedule. */
  readonly url?: string
}

function queuesOf(hub: HubAccess): Queue[] {
  const settings = settingsOf(hub)
  return deadQueuesOf(settings).map(({ name, variable, dead }) => {
    const url = settings[`${variable}_QUEUE_URL`]
    return { name, dead, ...(url !== undefined && { url }) }
  })
}

const clientsOf = (hub: HubAccess) => makeClients(hub.env && { environment: hub.env })

export async function lookAtDeadLetters(hub: HubAccess): Promise<DeadOfQueue[]> {
  const clients = clientsOf(hub)
  const found: DeadOfQueue[] = []
  for (const { name, dead, url } of queuesOf(hub)) {
    const letters = deadLetters(clients, dead)
    const count = await letters.count()
    if (count === 0) continue
    found.push({ queue: name, count, about: (await letters.look()).map(aboutOf), isReplayed: url !== undefined })
  }
  return found
}

/**
 * @returns how many were sent
 * @throws where there is no such queue
 */
export async function replay(hub: HubAccess, name: string): Promise<number> {
  const queue = queuesOf(hub).find((one) => one.name === name)
  if (!queue?.url) throw new Error(`没有可以重发的队列：${name}`)
  return deadLetters(clientsOf(hub), queue.dead).replay(queue.url)
}

/** Ids and codes, as log lines name them. */
function aboutOf(text: string): string {
  try {
    const body = JSON.parse(text) as Record<string, unknown> & { Records?: { s3?: { object?: { key?: string } } }[] }
    const key = body.Records?.[0]?.s3?.object?.key
    const ids = NAMED.flatMap((name) => (typeof body[name] === 'string' ? `${name} ${body[name]}` : []))
    return [...(key === undefined ? [] : [`object ${key}`]), ...ids].join(', ')
  } catch {
    return 'unreadable'
  }
}
