/** Who looks, for the frame of whatever page answers: no page is handed its reader by each of its routes. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Session } from '../../../schemas/records/account.ts'

export interface Viewing extends Pick<Session, 'actor' | 'purposes'> {
  /** What waits for them, where it was counted. */
  tasks?: number | undefined
}

const viewers = new AsyncLocalStorage<Viewing | undefined>()

export const viewing = <T>(session: Viewing | undefined, work: () => T): T => viewers.run(session, work)
export const viewer = (): Viewing | undefined => viewers.getStore()
