import type { QueueEvent } from './engines/messages.ts'

/** What became of a queue's messages since the hub started; those it found count as sent. */
export interface QueueCount {
  sent: number
  received: number
  deleted: number
  deadLettered: number
}

/** A message that went to a dead-letter queue. */
export interface DeadLetter {
  /** The queue it failed in. */
  queue: string
  messageId: string
  body: string
  /** How its last delivery failed: `code: message`. */
  error: string
}

/** The books of all queues, kept from what the queue engine reports. */
export interface QueueLedger {
  record(event: QueueEvent): void
  /** Messages that the engine found in its data folder. */
  found(held: Record<string, number>): void
  received(queue: string, count: number): void
  /** Notes how a delivery failed, for the dead letter it may become. */
  failed(messageId: string, error: string): void
  counts(): Record<string, QueueCount>
  onDeadLetter(listener: (letter: DeadLetter) => void): void
  /** Whether everything sent to the consumed queues, or to some of them, has been deleted or has become a dead letter. */
  isSettled(queues?: readonly string[]): boolean
  /** Resolves when it has. */
  settled(queues?: readonly string[]): Promise<void>
  /** Lets everybody know who waits that it never will be. */
  fail(error: Error): void
}

/**
 * @param consumed names of the queues that feed a function: the others (dead letters) never drain by themselves
 */
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
    outstanding.set(queue, outstanding.get(queue)! + by)
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
