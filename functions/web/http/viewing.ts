/** Who looks, for the frame of whatever page answers: no page is handed its reader by each of its routes. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor } from '../../../schemas/records/account.ts'

const viewers = new AsyncLocalStorage<Actor | undefined>()

export const viewing = <T>(actor: Actor | undefined, work: () => T): T => viewers.run(actor, work)
export const viewer = (): Actor | undefined => viewers.getStore()
