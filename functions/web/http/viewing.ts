/** Who looks, for the frame of whatever page answers: no page is handed its reader by each of its routes. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Session } from '../../../schemas/records/account.ts'

export type Viewing = Pick<Session, 'actor' | 'purposes'>

const viewers = new AsyncLocalStorage<Viewing | undefined>()

export const viewing = <T>(session: Viewing | undefined, work: () => T): T => viewers.run(session, work)
export const viewer = (): Viewing | undefined => viewers.getStore()
