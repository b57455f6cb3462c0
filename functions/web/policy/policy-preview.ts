/** Effects of a policy change, and changes that must not be. */

import { ENTRY } from '../../../formats/entries.ts'
import { settingsOf } from '../../../forms/policy/policy-deadlines.ts'
import { changeText, type PolicyChange, policyChanges } from '../../../forms/policy/policy-difference.ts'
import type { PolicyFault } from '../../../forms/policy/policy-lines.ts'
import { SHEETS, WATCHED } from '../../../forms/policy/policy-sheets.ts'
import { findAmount } from '../../../rules/payments/amount.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { PolicyRest } from '../../../schemas/records/policy-version.ts'
import {
  ADDRESS_REMOVED,
  amountChanged,
  categoryUsed,
  datesChanged,
  divisionUsed,
  listedNowSentence,
  noAmount,
} from '../../../wording/policy-changes.ts'
import { notCounted } from '../../../wording/unread-lists.ts'
import { goOnWithoutRoster } from '../../shared/stages/unreadable.ts'
import type { WebDeps } from '../deps.ts'

export type PolicyDeps = Pick<
  WebDeps,
  'policies' | 'previews' | 'snapshotQueue' | 'contacts' | 'deadlines' | 'heads' | 'outbox' | 'now' | 'dayOf'
>

export interface ShownChange {
  readonly sheet: string
  readonly item: string
  readonly text: string
  readonly note?: string
  /** A person may lose something by it. */
  readonly grave?: true
}

export interface Difference {
  readonly changes: readonly ShownChange[]
}

type Content = { readonly policy: Policy } & PolicyRest

export async function differenceOf(deps: PolicyDeps, before: Content, after: Content): Promise<Difference> {
  const changes = changesBetween(before, after)
  const listed = changes.some(({ about }) => about) ? await listedNow(deps, before.policy) : []
  return { changes: changes.map((change) => shown(change, listed)) }
}

export function plainDifference(before: Content, after: Content): Difference {
  const changes = changesBetween(before, after)
  return { changes: changes.map((change) => ({ sheet: change.sheet, item: change.item, text: changeText(change) })) }
}

function changesBetween(before: Content, after: Content): PolicyChange[] {
  const workbookOf = ({ policy, contacts, deadlines }: Content) => ({
    policy,
    contacts,
    calendar: deadlines.calendar.overrides,
    deadlines: settingsOf(deadlines),
  })
  return policyChanges(workbookOf(before), workbookOf(after))
}

interface Listed {
  readonly county: string
  readonly name: string
  readonly category: string
  /** Undefined where the roster is damaged or gone. */
  readonly persons: number | undefined
  readonly used: boolean
}

interface Counted {
  readonly persons: number
  /** Names of counties that could not be counted. */
  readonly uncounted: readonly string[]
}

/** Rosters' lengths are counted; nobody's data is read. */
async function listedNow({ heads, outbox }: PolicyDeps, { counties, categories }: Policy): Promise<Listed[]> {
  const sizeOf = (head: string, roster: string) =>
    outbox.size(roster).catch((error) => goOnWithoutRoster(heads, head, roster, error).then(() => undefined))
  const names = [...categories.map(({ code }) => code), 'register']
  return Promise.all(
    counties.flatMap(({ code: county, name }) =>
      names.map(async (category) => {
        const head = `${county}#${category}`
        const { roster, issued } = await heads.get(head)
        const bytes = roster && category !== 'register' ? await sizeOf(head, roster) : 0
        return { county, name, category, persons: bytes === undefined ? undefined : bytes / ENTRY, used: issued > 0 }
      }),
    ),
  )
}

function shown(change: PolicyChange, listed: readonly Listed[]): ShownChange {
  const { sheet, item, about } = change
  const { county, category } = about ?? {}
  const counted = countOf(
    listed.filter((one) => (county ?? one.county) === one.county && (category ?? one.category) === one.category),
  )
  return { sheet, item, text: changeText(change), ...noteOf(change, counted) }
}

function countOf(listed: readonly Listed[]): Counted {
  return {
    persons: listed.reduce((sum, { persons = 0 }) => sum + persons, 0),
    uncounted: [...new Set(listed.flatMap(({ persons, name }) => (persons === undefined ? [name] : [])))],
  }
}

const withUncounted = (text: string, { uncounted }: Counted) =>
  uncounted.length > 0 ? text + notCounted(uncounted) : text

function noteOf({ key, kind, cells }: PolicyChange, counted: Counted): { note?: string; grave?: true } {
  const { persons, uncounted } = counted
  const isNobody = persons === 0 && uncounted.length === 0
  const changed = (heading: string) => cells.some((cell) => cell.heading === heading && kind === 'changed')
  switch (key) {
    case 'categories':
      if (isNobody) return {}
      if (changed(WATCHED.until) || changed(WATCHED.from))
        return { note: withUncounted(datesChanged(persons), counted), grave: true }
      return { note: withUncounted(listedNowSentence(persons), counted) }
    case 'amounts':
      if (isNobody) return {}
      return { note: withUncounted(amountChanged(persons), counted), grave: true }
    case 'contacts':
      return cells.some(({ heading, now }) => heading === WATCHED.email && now === '')
        ? { note: ADDRESS_REMOVED, grave: true }
        : {}
    default:
      return {}
  }
}

/** Dropping what was used would take it from its persons, and closed months would name nothing known. */
export async function faultsOf(deps: PolicyDeps, before: Policy, after: Policy): Promise<PolicyFault[]> {
  const listed = await listedNow(deps, before)
  return [...droppedCategories(before, after, listed), ...droppedPlaces(before, after, listed), ...unpaid(deps, after)]
}

function droppedCategories(before: Policy, after: Policy, listed: readonly Listed[]): PolicyFault[] {
  const gone = before.categories.filter(({ code }) => !after.categories.some((c) => c.code === code))
  return gone.flatMap(({ code, name }) => {
    const own = listed.filter(({ category, used }) => category === code && used)
    if (own.length === 0) return []
    const counted = countOf(own)
    return [
      {
        sheet: SHEETS.categories,
        row: 0,
        message: withUncounted(categoryUsed(name, code, counted.persons), counted),
      },
    ]
  })
}

function droppedPlaces(before: Policy, after: Policy, listed: readonly Listed[]): PolicyFault[] {
  const kept = new Set(
    [after.city, ...after.counties, ...after.counties.flatMap((c) => c.townships)].map(({ code }) => code),
  )
  const used = before.counties.filter(({ code }) => listed.some((one) => one.county === code && one.used))
  const places = [...(used.length > 0 ? [before.city] : []), ...used.flatMap((c) => [c, ...c.townships])]
  return places
    .filter(({ code }) => !kept.has(code))
    .map(({ code, name }) => ({
      sheet: SHEETS.places,
      row: 0,
      message: divisionUsed(name, code),
    }))
}

/** Without an amount for everybody nobody could be decided. */
function unpaid({ dayOf, now }: PolicyDeps, policy: Policy): PolicyFault[] {
  const year = Number(dayOf(now()).slice(0, 4))
  const missing = policy.counties.some(({ code: county }) =>
    policy.categories.some(({ code }) => findAmount(policy, county, code, year) === undefined),
  )
  return missing ? [{ sheet: SHEETS.amounts, row: 0, message: noAmount(year) }] : []
}
