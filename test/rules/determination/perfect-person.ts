/** A person whom one county lists, enrolled there and not paid for yet: tests change one thing in it. */
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { determine } from '../../../rules/determination/determine.ts'
import { idNumber } from '../../../samples/id-number.ts'
import type { Scheme } from '../../../schemas/codes.ts'
import type { Decision, Listing, Person, RegisterRow } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'

export const policy = defaultPolicy()
export const DAY = '2018-06-06'
export const HERE = '440222'
export const THERE = '440229'

export const LISTING: Listing = { name: '张三', township: '440222100' }
export const ROW: RegisterRow = {
  name: '张三',
  place: HERE,
  enrolment: 'active',
  year: 2018,
  contribution: 'unpaid',
  benefit: 'none',
}

export interface Changes {
  readonly born?: string
  readonly day?: string
  /** By `<county>#<category>`; undefined takes the perfect one away. */
  readonly lists?: Record<string, Partial<Listing> | undefined>
  /** By `<county>#<scheme>`. */
  readonly register?: Record<string, Partial<RegisterRow> | undefined>
  /** As `<county>#<scheme>`: a row of the person was returned in the county's latest register. */
  readonly rejectionFlags?: readonly string[]
  /** Counties whose register may have rows of the person that cannot be read. */
  readonly unread?: readonly string[]
  /** Keys of facts that hold no longer, as decisions name them. */
  readonly ended?: readonly string[]
  /** Counties without a register. */
  readonly missing?: readonly string[]
  /** Names in the own county's returned register rows that have no number: of any scheme, or as `张三 public`. */
  readonly unnumbered?: readonly string[]
  readonly policy?: Policy
  /** What answers say, by county. */
  readonly cases?: Person['cases']
}

function filled<T extends object>(perfect: T, rows: Record<string, Partial<T> | undefined>): Record<string, T> {
  return Object.fromEntries(Object.entries(rows).flatMap(([key, row]) => (row ? [[key, { ...perfect, ...row }]] : [])))
}

export function person({
  born = '1980-01-31',
  lists,
  register,
  rejectionFlags = [],
  ended = [],
  unread,
  cases,
}: Changes): Person {
  const made: Person = {
    key: '0'.repeat(30),
    id: idNumber('440222', born, 1),
    lists: Object.fromEntries(
      Object.entries(filled(LISTING, { [`${HERE}#dibao`]: {}, ...lists })).map(([key, row]) => [
        key,
        { version: 1, row, rowVersion: 1 },
      ]),
    ),
    register: filled(ROW, { [`${HERE}#resident`]: {}, ...register }),
    rejectionFlags: [...rejectionFlags],
    taken: {},
    ...(unread && { unread: Object.fromEntries(unread.map((county) => [county, 1])) }),
    decisions: {},
    ...(cases && { cases }),
  }
  for (const name of ended) {
    const [kind, key] = name.split('.') as ['lists' | 'register' | 'rejectionFlags', string]
    if (kind === 'lists') made.lists[key]!.ended = true
    else if (kind === 'register') delete made.register[key]
    else made.rejectionFlags = made.rejectionFlags.filter((flag) => flag !== key)
  }
  return made
}

/** The decisions by county. */
export function decisions(changes: Changes): Record<string, Decision> {
  const { day = DAY } = changes
  return determine(person(changes), { day, policy: changes.policy ?? policy, ...registersOf(changes) })
}

/** What determination asks of registers. */
export function registersOf({ missing = [], unnumbered = [] }: Pick<Changes, 'missing' | 'unnumbered'>) {
  return {
    hasRegister: (county: string) => !missing.includes(county),
    isNameReturned: (county: string, name: string, scheme: Scheme) =>
      county === HERE && (unnumbered.includes(name) || unnumbered.includes(`${name} ${scheme}`)),
  }
}

/** What is decided for the county: `line outcome/reason`. */
export function outcome(changes: Changes, county = HERE): string {
  const decision = decisions(changes)[county]
  if (!decision) return 'nothing'
  return `${decision.line} ${decision.outcome}${decision.reason ? `/${decision.reason}` : ''}`
}
