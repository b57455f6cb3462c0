/** As whom a command acts: an identity of its own for each office and duty, in a session like anybody's. */
import { createHash } from 'node:crypto'
import { beginSession } from '../../functions/web/access/sign-in/begin-session.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Duty } from '../../schemas/duties.ts'
import { DUTY_NAMES } from '../../wording/duties.ts'
import type { HubStores } from './hub-stores.ts'

export interface Identity {
  readonly duty: Duty
  readonly division: string
  readonly office?: Office
  /** Tells persons of one office apart, whatever they do. */
  readonly person?: string
}

/** @returns its account's id */
export function accountOf({ duty, division, office, person }: Identity): string {
  return createHash('sha256')
    .update(`command ${[person ?? duty, division, office].join(' ')}`)
    .digest('hex')
    .slice(0, 16)
}

/** The headers with which it asks. */
type ActAs = (identity: Identity) => Promise<Record<string, string>>

/** What records and files say who it was. */
export type NameOf = (identity: Identity) => string

const nameOfCommand: NameOf = ({ duty, person }) => person ?? `命令行（${DUTY_NAMES[duty]}）`

/** @param local on this machine, without TLS */
export function identities(stores: Pick<HubStores, 'sessions'>, local = true, nameOf: NameOf = nameOfCommand): ActAs {
  const known = new Map<string, Promise<Record<string, string>>>()
  const begin = async (identity: Identity) => {
    const { duty, division, office } = identity
    const account = {
      id: accountOf(identity),
      name: nameOf(identity),
      division,
      ...(office && { office }),
      duties: [duty],
      invitedAt: new Date().toISOString(),
    }
    const deps = { sessions: stores.sessions, now: () => new Date() }
    const cookie = await beginSession(deps, account, 'signed-in', { address: '127.0.0.1', local })
    return { cookie: cookie.split(';')[0] ?? '' }
  }
  return (identity) => {
    const key = `${identity.duty} ${accountOf(identity)}`
    const session = known.get(key) ?? begin(identity)
    known.set(key, session)
    return session
  }
}
