import type { QueueEvent } from '../engines/messages/messages.ts'

export interface QueueCount {
  sent: number
  received: number
  deleted: number
  deadLettered: number
}

export interface DeadLetter {
  queue: string
  messageId: string
  body: string
  error: string
}

/** The books of all queues, kept from the engine's reports. */
export interface QueueLedger {
  record(event: QueueEvent): void
  found(held: Record<string, number>): void
  received(queue: string, count: number): void
  failed(messageId: string, error: string): void
  counts(): Record<string, QueueCount>
  onDeadLetter(listener: (letter: DeadLetter) => void): void
  /** Settled queues have every message deleted or dead. */
  isSettled(queues?: readonly string[]): boolean
  settled(queues?: readonly string[]): Promise<void>
  fail(error: Error): void
}

/** @param consumed queues that feed a function; dead letters never drain by themselves */
export function createQueueLedger(queues: string[], consumed: Set<string>): QueueLedger {
  const counts = new Map(queues.map((name) => [name, { sent: 0, received: 0, deleted: 0, deadLettered: 0 }]))
  const errors = new Map<string, string>()
  const listeners: ((letter: DeadLetter) => void)[] = []
  let waiting: { queues: readonly string[]; resolve: () => void; reject: (error: Error) => void }[] = []
  const outstanding = new Map([...consumed].map((name) => [name, 0]))
  let broken: Error | undefined

  const count = (queue: string): QueueCount => {
    const found = counts.get(queue)
    if (!found) throw new Error(`the template has no queue ${queue}`)
    return found
  }
  const move = (queue: string, by: number): void => {
    if (!consumed.has(queue)) return
    outstanding.set(queue, (outstanding.get(queue) ?? 0) + by)
    for (const { queues, resolve } of waiting) if (areEmpty(queues)) resolve()
    waiting = waiting.filter(({ queues }) => !areEmpty(queues))
  }
  const areEmpty = (queues: readonly string[]) => queues.every((name) => (outstanding.get(name) ?? 0) <= 0)

  return {
    record({ kind, queue, id, body }) {
      if (kind === 'sent') {
        count(queue).sent++
        return move(queue, 1)
      }
      if (kind === 'deleted') count(queue).deleted++
      else {
        count(queue).deadLettered++
        const letter = { queue, messageId: id, body: body ?? '', error: errors.get(id) ?? 'unknown' }
        for (const listener of listeners) listener(letter)
      }
      errors.delete(id)
      move(queue, -1)
    },
    found(held) {
      for (const [queue, messages] of Object.entries(held)) {
        count(queue).sent += messages
        move(queue, messages)
      }
    },
    received(queue, messages) {
      count(queue).received += messages
    },
    failed(messageId, error) {
      errors.set(messageId, error)
    },
    counts: () => Object.fromEntries([...counts].map(([name, found]) => [name, { ...found }])),
    onDeadLetter: (listener) => listeners.push(listener),
    isSettled: (of = [...consumed]) => {
      if (broken) throw broken
      return areEmpty(of)
    },
    settled: (of = [...consumed]) =>
      new Promise((resolve, reject) => {
        if (broken) reject(broken)
        else if (areEmpty(of)) resolve()
        else waiting.push({ queues: of, resolve, reject })
      }),
    fail(error) {
      broken = error
      for (const { reject } of waiting) reject(error)
      waiting = []
    },
  }
}
