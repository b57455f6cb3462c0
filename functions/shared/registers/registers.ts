/** A county's register for the determination: its existence and returned names. */
import { ENTRY, NAME_AT, PERIOD_AT } from '../../../formats/entries.ts'
import type { KeyedHash } from '../../../formats/keyed-hash.ts'
import { hex } from '../../../formats/roster.ts'
import { returnedName } from '../../../formats/slots.ts'
import type { Scheme } from '../../../schemas/codes.ts'
import { present } from '../../../schemas/present.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { Heads } from '../../../stores/people/heads.ts'
import { goOnWithout } from '../stages/unreadable.ts'

export interface Registers {
  /** Names that cannot be read may be anybody's. */
  load(counties: Iterable<string>): Promise<void>
  /** @throws the error of a county whose names could not be read */
  demand(county: string): void
  hasRegister(county: string): boolean
  isNameReturned(county: string, name: string, scheme: Scheme): boolean
}

export type ReturnedNames = ReadonlySet<string>

const NOBODY: ReturnedNames = new Set()
const NAME = PERIOD_AT - NAME_AT
const BYTES = NAME + 1

class Unreadable {
  readonly error: unknown
  constructor(error: unknown) {
    this.error = error
  }
}

interface RegistersDeps {
  readonly heads: Pick<Heads, 'all'>
  readonly outbox: Pick<Objects, 'get'>
  readonly keyedHash: () => Promise<KeyedHash>
}

export function registers({ heads, outbox, keyedHash }: RegistersDeps): Registers {
  const known = new Map<string, { roster: string | undefined; isThere: boolean; names: ReturnedNames | Unreadable }>()
  const digest = Buffer.alloc(ENTRY - NAME_AT)
  let hash: KeyedHash | undefined
  const namesOf = async (county: string, roster: string | undefined) =>
    returnedNames(outbox, roster).catch((error: unknown) => {
      goOnWithout(error, county)
      return new Unreadable(error)
    })
  return {
    async load(counties) {
      hash ??= await keyedHash()
      const asked = [...new Set(counties)]
      const found = await heads.all(asked.map((county) => `${county}#register`))
      await Promise.all(
        asked.map(async (county, i) => {
          const { lists, roster } = present(found[i], 'the head of a register')
          const before = known.get(county)
          const isKnown = before && before.roster === roster && !(before.names instanceof Unreadable)
          const names = isKnown ? before.names : await namesOf(county, roster)
          known.set(county, { roster, isThere: lists.length > 0, names })
        }),
      )
    },
    demand(county) {
      const names = known.get(county)?.names
      if (names instanceof Unreadable) throw names.error
    },
    hasRegister: (county) => known.get(county)?.isThere === true,
    isNameReturned(county, name, scheme) {
      const names = known.get(county)?.names ?? NOBODY
      if (names instanceof Unreadable) return true
      if (names.size === 0) return false
      present(hash, 'the hash of names').digest(name, digest, 0)
      return names.has(returnedName(hex(digest, 0, NAME), scheme))
    },
  }
}

/** Sorted digests of 6 bytes (ADR 16). */
export const namesKey = (roster: string): string => `${roster}.names`

export async function returnedNames(outbox: Pick<Objects, 'get'>, roster: string | undefined): Promise<ReturnedNames> {
  if (!roster) return NOBODY
  const bytes = await outbox.get(namesKey(roster))
  return new Set(Array.from({ length: bytes.length / BYTES }, (_, i) => hex(bytes, i * BYTES, (i + 1) * BYTES)))
}

export const digestsIn = (names: ReturnedNames): ReadonlySet<string> =>
  new Set([...names].map((name) => name.slice(0, NAME * 2)))

export async function changedNames(
  outbox: Pick<Objects, 'get'>,
  before: string | undefined,
  after: string,
): Promise<ReturnedNames> {
  const [were, are] = [await returnedNames(outbox, before), await returnedNames(outbox, after)]
  return new Set([...[...were].filter((name) => !are.has(name)), ...[...are].filter((name) => !were.has(name))])
}

export function packNames(names: ReturnedNames): Buffer {
  return Buffer.from([...names].sort().join(''), 'hex')
}
