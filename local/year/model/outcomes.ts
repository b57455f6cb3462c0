/** Everyone who is listed has the outcome that the lines of docs/rules.md#determination give, tried from the top. */
import type { Row } from '../read-files.ts'
import { type Listed, listedPersons } from './listings.ts'
import { type Enrolled, isPaid, type Model } from './model.ts'
import type { MonthFiles } from './month-files.ts'

export function checkOutcomes(model: Model, files: MonthFiles): string[] {
  const faults: string[] = []
  const outcomes = new Map(files.table('outcomes').map((row) => [`${row.county} ${row.id_number}`, row]))
  const listed = listedPersons(model)
  const year = files.today.slice(0, 4)
  for (const [key, person] of listed) {
    const found = outcomes.get(key)
    if (!found) {
      const isElsewhere = [...outcomes.values()].some((row) => row.id_number === person.id)
      if (!model.given.has(key) || !isElsewhere) faults.push(`${key} is listed and has no outcome`)
      continue
    }
    if (found.categories !== person.categories.join('+') || found.primary_category !== person.categories[0])
      faults.push(`${key} is listed as ${person.categories.join('+')}, and ${found.categories} by outcomes.csv`)
    // What a settlement changes is looked at by what it may never change.
    if (model.settled.has(person.id)) continue
    if (found.name !== person.name) faults.push(`${key} bears another name than in the list`)
    const expected = decide(model, person, listed, files.today)
    if (expected !== outcomeOf(found)) faults.push(`${key} is ${outcomeOf(found)}, and should be ${expected}`)
    const amount = /^(?:pay|enrol)$/.test(expected) ? (year < '2020' ? '120.00' : '180.00') : ''
    if (found.amount !== amount) faults.push(`${key} has amount ${found.amount}, and should have ${amount}`)
  }
  for (const [key, row] of outcomes) {
    if (!listed.has(key)) faults.push(`${key} has an outcome and is not listed`)
    if (row.outcome === 'claim' && !model.claimsBegun.has(key)) model.claimsBegun.set(key, model.next())
    if (row.outcome === 'drawing') model.drawing.set(row.id_number!, model.month)
  }
  return faults
}

const outcomeOf = ({ outcome = '', reason }: Row) => (reason ? `${outcome}/${reason}` : outcome)

interface Known extends Enrolled {
  readonly county: string
}

function decide(model: Model, person: Listed, listed: ReadonlyMap<string, Listed>, today: string): string {
  const { county, id } = person
  const year = today.slice(0, 4)
  const facts: Known[] = [...model.registers].flatMap(([of, { persons }]) =>
    (persons.get(id) ?? []).map((fact) => ({ ...fact, county: of })),
  )
  const everywhere = [...listed.values()].filter((one) => one.id === id)
  const names = new Set([...everywhere.flatMap((one) => [...one.names]), ...facts.map(({ name }) => name)])
  if (names.size > 1) return 'review/name-conflict'
  if (facts.some(({ status }) => status === '死亡')) return 'deceased'
  if (isIncomplete(model, person)) return 'review/register-incomplete'
  if (everywhere.length > 1) return 'review/two-counties'
  const every = facts.filter(({ scheme }) => scheme === '城乡居民')
  const resident = every.filter(({ status }) => status !== '终止参保')
  if (new Set(resident.map((fact) => fact.county)).size > 1) return 'review/duplicate-enrolment'
  const [own] = resident
  if (own && own.county !== county) return 'review/enrolled-elsewhere'
  const age = ageOn(id, today)
  if (age < 16) return 'under-16'
  const others = facts.filter(({ scheme }) => scheme !== '城乡居民')
  if (others.some(({ status, benefit }) => status === '正常参保' || benefit === '正常领取')) return 'other-scheme'
  if (age >= 60) {
    if (own?.benefit === '正常领取') return 'drawing'
    return `claim/${own ? (own.benefit === '暂停' ? 'suspended' : 'enrolled') : 'not-enrolled'}`
  }
  const says = (how: string) => every.some((fact) => fact.contribution === how && fact.year === year)
  const isConfirmed = model.rows.some((row) => row.id === id && !row.isClaim && row.year === year && isPaid(row))
  if (says('政府代缴') || isConfirmed) return 'sponsored'
  if (says('个人缴费')) return 'self-paid'
  if (facts.some(({ isStudent }) => isStudent)) return 'student'
  return own ? 'pay' : 'enrol'
}

function isIncomplete({ registers }: Model, { county, id, names }: Listed): boolean {
  const register = registers.get(county)
  if (!register) return true
  const { ids, names: byName } = register.returned
  const schemes = [...(ids.get(id) ?? []), ...[...names].flatMap((name) => [...(byName.get(name) ?? [])])]
  return schemes.some((scheme) => !register.persons.get(id)?.some((fact) => fact.scheme === scheme))
}

/** Full years; the birthday itself counts. */
function ageOn(id: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(id.slice(6, 10))
  return today.slice(5).replace('-', '') < id.slice(10, 14) ? years - 1 : years
}
