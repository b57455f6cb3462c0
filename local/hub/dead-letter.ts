/** A message that was given up ends the command that waits for its work. */
import type { Hub } from '../host/hub.ts'

export function deadLetter(hub: Pick<Hub, 'onDeadLetter'>): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    hub.onDeadLetter(({ queue, messageId, error }) =>
      reject(new Error(`message ${messageId} of ${queue} ended as a dead letter: ${error}`)),
    )
  })
  failed.catch(() => {})
  return failed
}

export function orFail<T>(failure: Promise<never>, work: Promise<T>): Promise<T> {
  return Promise.race([failure, work])
}
