/** Names that a list began, ends or keeps, for its sender and the second person. */
import { hash } from 'node:crypto'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { Endings, type EndingsKeyed, NAMED_MOST, type NamedPerson } from '../../../schemas/records/endings.ts'
import type { Person, PersonKey } from '../../../schemas/records/person.ts'
import { headOf, listOf, type Upload } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'

export const ENDINGS_SHOWN = 500

/** Everybody, or one by key. */
export type Whole = 'all' | PersonKey

interface Shown extends NamedPerson {
  readonly township: string
}

/** The object's name is a digest: what comes of it proves that this account was shown the list. */
export const seenOf = (endingsKey: string, account: string): string =>
  hash('sha256', `${endingsKey} ${account}`, 'hex').slice(0, 20)

interface Wanted {
  /** Persons of each kind. */
  readonly most: number
  /** Who is shown with the whole name and number. */
  readonly whole?: Whole | undefined
  /** Whoever looks. */
  readonly account: string
}

/** @returns undefined where the list is in no roster */
export async function endingsOf(
  { outbox, people }: Pick<WebDeps, 'outbox' | 'people'>,
  upload: Upload,
  { most, whole, account }: Wanted,
): Promise<EndingsKeyed | undefined> {
  const { endingsKey, effect, wouldEnd, form } = upload
  if (!endingsKey || !effect) return undefined
  const who = Endings.parse(JSON.parse((await outbox.get(endingsKey)).toString()))
  const first = <T>(items: readonly T[]) => items.slice(0, limited(most))
  const [began, ended, kept] = [first(who.began), first(who.ended), first(who.protected)]
  const renumbered = first(who.renumbered)
  const keys = [...began, ...ended, ...kept, ...renumbered.flatMap((pair) => [pair.came, pair.kept])]
  const found = await people.get([...new Set(keys)], 'eventual')
  const head = headOf(upload.division, form)
  const shown = (key: string) => ({ key, ...shownOf(found.get(key), head), ...who.registered?.[key] })
  const veiled = (person: Shown, key = person.key) => (whole === 'all' || whole === key ? person : masked(person))
  const grouped = (keys: readonly string[]) => byTownship(keys.map(shown), veiled)
  return {
    seen: seenOf(endingsKey, account),
    mode: listOf(form)?.mode ?? 'full',
    counts: {
      active: wouldEnd?.active ?? effect.kept,
      began: effect.began,
      kept: effect.kept,
      ending: wouldEnd?.ended ?? 0,
      protected: effect.protected,
    },
    began: grouped(began),
    ended: grouped(ended),
    protected: grouped(kept),
    renumbered: renumbered.map((pair) => {
      const [came, before] = [pair.came, pair.kept].map((key) => veiled(shown(key), pair.came)) as [Shown, Shown]
      return { key: pair.came, name: before.name || came.name, came: came.id, kept: before.id }
    }),
  }
}

const limited = (most: number) => (Number.isInteger(most) && most > 0 ? Math.min(most, NAMED_MOST) : ENDINGS_SHOWN)

const masked = <P extends NamedPerson>(person: P): P => ({
  ...person,
  name: maskedName(person.name),
  id: maskedId(person.id),
})

function shownOf(person: Person | undefined, head: string): Omit<Shown, 'key'> {
  if (!person) return { id: '', name: '', township: '' }
  const county = head.slice(0, head.indexOf('#'))
  const inCounty = <T>(facts: Record<string, T>) =>
    Object.entries(facts).flatMap(([key, fact]) => (key.startsWith(`${county}#`) ? [fact] : []))
  const listing = person.lists[head]?.row ?? inCounty(person.lists).find(({ row }) => row)?.row
  return {
    id: person.id,
    name: listing?.name ?? '',
    township: listing?.township ?? '',
    ...(listing?.village && { village: listing.village }),
  }
}

function byTownship(persons: readonly Shown[], veiled: (person: Shown) => Shown): EndingsKeyed['ended'] {
  const order = (a: Shown, b: Shown) => (a.township + a.id < b.township + b.id ? -1 : 1)
  const grouped = Map.groupBy([...persons].sort(order), ({ township }) => township)
  return [...grouped].map(([township, of]) => ({
    township,
    persons: of.map((one) => veiled(one)).map(({ township: _, ...person }) => person),
  }))
}
