/**
 * Accounts and their factors: `ACCOUNT#<id>`; by sign-in name `SIGN-IN#<key>`, by county or city `ACCOUNTS#<county>` / id.
 * Whose turn it is to change them: `ACCOUNTS-TURN#<county>`.
 */
import type { Duty } from '../../schemas/duties.ts'
import { Account, Factors, type Grant, Holder } from '../../schemas/records/account.ts'
import type { WorkTable } from '../aws/work.ts'

type OwnFactor = 'password' | 'totp' | 'recovery'

/** To change what accounts of a county or city may. */
interface Turn {
  readonly county: string
  readonly by: string
}

export interface Accounts {
  create(account: Account): Promise<void>
  /** False where somebody else has the name. Repeats are no error. */
  name(id: string, holder: Holder, nameKey: string): Promise<boolean>
  get(id: string): Promise<Account | undefined>
  idOf(nameKey: string): Promise<string | undefined>
  /** Townships' with their county's. */
  inCounty(county: string): Promise<Account[]>
  /** A name is kept for whoever is asked for, of that county or city. False where somebody has it. */
  reserve(nameKey: string, id: string, county: string): Promise<boolean>
  reserved(nameKey: string): Promise<{ account: string; county: string | undefined } | undefined>
  release(nameKey: string): Promise<void>
  /** False where somebody else has it, for as long as they may. */
  takeTurn(turn: Turn, now: string, until: string): Promise<boolean>
  endTurn(turn: Turn): Promise<void>
  grant(id: string, duties: readonly Duty[]): Promise<void>
  /** False where the account's grants are others by now, or it is locked. */
  grantUntil(account: Account, grants: readonly Grant[]): Promise<boolean>
  sent(id: string, letterAt: string): Promise<void>
  /** The account as it is; undefined where it is locked. */
  used(id: string, usedAt: string): Promise<Account | undefined>
  /** False where it is locked already. */
  lock(id: string, lockedAt: string): Promise<boolean>
  /** False where it was locked, or used, meanwhile. */
  lockUnused(account: Account, lockedAt: string, unusedDays: number): Promise<boolean>
  /** Whoever has ended stays so. */
  unlock(id: string, unlockedAt: string): Promise<void>
  end(id: string, endedAt: string): Promise<void>
  /** Of a locked account: nothing signs in any more, and it is to be taken up anew. Earlier passwords are kept, as such. */
  disarm(id: string): Promise<void>
  factors(id: string): Promise<Factors | undefined>
  withFactors(id: string): Promise<{ account: Account | undefined; factors: Factors | undefined }>
  putFactors(id: string, factors: Factors, activeAt: string): Promise<void>
  /** False where the step, or a later one, was used. */
  useStep(id: string, step: number): Promise<boolean>
  /** False where the factor is no longer as it was found. */
  changeFactors(id: string, what: OwnFactor, found: Factors, change: Partial<Factors>): Promise<boolean>
  /** False where the code was used meanwhile. */
  useRecovery(id: string, factors: Factors, digest: string): Promise<boolean>
}

const accountKey = (id: string) => ({ pk: `ACCOUNT#${id}`, sk: 'ACCOUNT' })
const factorsKey = (id: string) => ({ pk: `ACCOUNT#${id}`, sk: 'FACTORS' })
const turnKey = (county: string) => ({ pk: `ACCOUNTS-TURN#${county}`, sk: 'TURN' })
const EXISTS = { condition: 'attribute_exists(#division)', names: ['division'] }
const nameKeyOf = (key: string) => ({ pk: `SIGN-IN#${key}`, sk: 'ACCOUNT' })

/** Used codes leave the list, and new ones replace all of it. */
function asFound(what: OwnFactor, { recovery, ...found }: Factors) {
  if (what !== 'recovery') return { condition: `#${what} = :found`, values: { found: found[what] } }
  const [first] = recovery
  const size = { condition: 'size(#recovery) = :size', values: { size: recovery.length } }
  if (first === undefined) return size
  return { condition: `${size.condition} AND contains(#recovery, :first)`, values: { ...size.values, first } }
}

export function accounts(work: WorkTable): Accounts {
  const idOf = async (nameKey: string) => {
    const item = await work.get(nameKeyOf(nameKey))
    return item && String(item.account)
  }
  return {
    async create(account) {
      const { id, division } = account
      await work.putNew(accountKey(id), Account.parse(account))
      await work.putNew({ pk: `ACCOUNTS#${division.slice(0, 6)}`, sk: id }, {})
    },
    async name(id, holder, nameKey) {
      const isOwn = (await work.putNew(nameKeyOf(nameKey), { account: id })) || (await idOf(nameKey)) === id
      if (isOwn) await work.update(accountKey(id), { set: Holder.parse(holder) })
      return isOwn
    },
    async get(id) {
      const item = await work.get(accountKey(id))
      return item && Account.parse(item)
    },
    idOf,
    async inCounty(county) {
      const ids = (await work.list(`ACCOUNTS#${county}`)).map(({ sk }) => String(sk))
      return (await work.getAll(ids.map(accountKey))).flatMap((item) => (item ? [Account.parse(item)] : []))
    },
    reserve: (nameKey, id, county) => work.putNew(nameKeyOf(nameKey), { account: id, county }),
    async reserved(nameKey) {
      const item = await work.get(nameKeyOf(nameKey))
      return (
        item && { account: String(item.account), county: item.county === undefined ? undefined : String(item.county) }
      )
    },
    release: (nameKey) => work.remove(nameKeyOf(nameKey)),
    async takeTurn({ county, by }, now, until) {
      const { ok } = await work.update(turnKey(county), {
        set: { by, until },
        condition: 'attribute_not_exists(#until) OR #until < :now',
        values: { now },
      })
      return ok
    },
    async endTurn({ county, by }) {
      await work.removeIf(turnKey(county), { condition: '#by = :by', names: ['by'], values: { by } })
    },
    async grant(id, duties) {
      await work.update(accountKey(id), { set: { duties }, ...EXISTS })
    },
    async grantUntil({ id, granted }, grants) {
      const isAsFound = granted ? '#granted = :granted' : 'attribute_not_exists(#granted)'
      const { ok } = await work.update(accountKey(id), {
        set: { grants, granted: (granted ?? 0) + 1 },
        condition: `attribute_exists(#division) AND attribute_not_exists(#lockedAt) AND ${isAsFound}`,
        names: ['division', 'lockedAt'],
        ...(granted && { values: { granted } }),
      })
      return ok
    },
    async sent(id, letterAt) {
      await work.update(accountKey(id), { set: { letterAt }, ...EXISTS })
    },
    async used(id, usedAt) {
      const { ok, after } = await work.update(accountKey(id), {
        set: { usedAt },
        condition: 'attribute_exists(#division) AND attribute_not_exists(#lockedAt)',
        names: ['division', 'lockedAt'],
      })
      return ok ? Account.parse(after) : undefined
    },
    async lock(id, lockedAt) {
      const { ok } = await work.update(accountKey(id), {
        set: { lockedAt },
        condition: 'attribute_exists(#division) AND attribute_not_exists(#lockedAt)',
        names: ['division'],
      })
      return ok
    },
    async lockUnused({ id, usedAt }, lockedAt, unusedDays) {
      const isAsSeen = usedAt ? '#usedAt = :usedAt' : 'attribute_not_exists(#usedAt)'
      const { ok } = await work.update(accountKey(id), {
        set: { lockedAt, unusedDays },
        condition: `attribute_exists(#division) AND attribute_not_exists(#lockedAt) AND ${isAsSeen}`,
        names: ['division', 'usedAt'],
        ...(usedAt && { values: { usedAt } }),
      })
      return ok
    },
    async unlock(id, unlockedAt) {
      await work.update(accountKey(id), {
        set: { lockedAt: undefined, unusedDays: undefined, unlockedAt },
        condition: 'attribute_not_exists(#endedAt)',
        names: ['endedAt'],
      })
    },
    async end(id, endedAt) {
      await work.update(accountKey(id), { set: { lockedAt: endedAt, endedAt }, ...EXISTS })
    },
    async disarm(id) {
      const before = await work.get(factorsKey(id))
      const { password, earlier } = before ? Factors.parse(before) : { earlier: [], password: undefined }
      const kept = [...(password === undefined ? [] : [password]), ...earlier].slice(0, 5)
      const nothing = { password: undefined, passwordSetAt: undefined, totp: undefined, step: 0, recovery: [] }
      await work.update(factorsKey(id), { set: { ...nothing, earlier: kept } })
      await work.update(accountKey(id), { set: { activeAt: undefined, letterAt: undefined }, ...EXISTS })
    },
    async factors(id) {
      const item = await work.get(factorsKey(id))
      return item && Factors.parse(item)
    },
    async withFactors(id) {
      const [account, factors] = await work.getAll([accountKey(id), factorsKey(id)])
      return { account: account && Account.parse(account), factors: factors && Factors.parse(factors) }
    },
    async putFactors(id, factors, activeAt) {
      await work.update(factorsKey(id), {
        set: { password: undefined, passwordSetAt: undefined, totp: undefined, ...Factors.parse(factors) },
      })
      await work.update(accountKey(id), { set: { activeAt } })
    },
    async changeFactors(id, what, found, change) {
      const { ok } = await work.update(factorsKey(id), { set: change, names: [what], ...asFound(what, found) })
      return ok
    },
    async useStep(id, step) {
      const { ok } = await work.update(factorsKey(id), {
        set: { step },
        condition: '#step < :step',
        values: { step },
      })
      return ok
    },
    async useRecovery(id, { recovery }, digest) {
      const { ok } = await work.update(factorsKey(id), {
        set: { recovery: recovery.filter((kept) => kept !== digest) },
        // Each use makes the list shorter, so one of two at once fails.
        condition: 'contains(#recovery, :digest) AND size(#recovery) = :size',
        values: { digest, size: recovery.length },
      })
      return ok
    },
  }
}
