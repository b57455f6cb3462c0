/** Contents of a case's page: the person's cases in the county, both sides, answers, what would come of a settlement. */
import type { CasePageProps, Possible } from '../../../pages/cases/case.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { nextOf } from '../../../rules/cases/awaited.ts'
import { aboutOf, choicesFor, confirmedBy } from '../../../rules/cases/choices.ts'
import { resultsOf } from '../../../rules/cases/rows.ts'
import { notEnded } from '../../../rules/cases/settlement-log.ts'
import { enrollingCounties, standing } from '../../../rules/cases/settlements.ts'
import { shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { matterOf } from '../../../rules/determination/determine.ts'
import { foundElsewhere } from '../../../rules/payments/row-history.ts'
import type { Choice } from '../../../schemas/codes.ts'
import { present } from '../../../schemas/present.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import { CaseKind, type Settlement } from '../../../schemas/records/case.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import { heardRegisters } from '../../shared/cases/heard-registers.ts'
import { type Cases, type FoundCase, findCases } from '../../shared/cases/named-cases.ts'
import type { WebDeps } from '../deps.ts'
import { found } from '../http/refuse.ts'

export interface Asked {
  readonly county: string
  readonly number: string
}

/** @throws 404 where the county has no such case */
export async function caseNamed(deps: WebDeps, { county, number }: Asked): Promise<{ cases: Cases; one: FoundCase }> {
  const cases = await findCases(deps, heardRegisters(deps), { division: county, day: deps.dayOf(deps.now()) })
  await cases.load([number])
  return { cases, one: found(cases.find(number)) }
}

type View = Omit<CasePageProps, 'policy' | 'local' | 'fault' | 'now' | 'today' | 'isUrged' | 'handled'>

/** @param seesOthers who of other counties has to do with the person, as the agencies of both see it */
export async function caseView(
  deps: WebDeps,
  asked: Asked,
  { isWhole, seesOthers }: { readonly isWhole: boolean; readonly seesOthers: boolean },
): Promise<View> {
  const { county, number } = asked
  const { cases, one } = await caseNamed(deps, asked)
  const { person } = one
  const notified = one.cases.find(({ row }) => row.number === number)?.row.close.notified
  const own = person.cases?.[county] ?? {}
  const deadlines = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  const clock = { deadlines, calendar: cityCalendar(deadlines.calendar) }
  const shown = (name: string) => (isWhole ? name : maskedName(name))
  const moment = cases.moment(one)
  const matter = matterOf(person, moment.circumstances)
  const { policy } = moment.circumstances
  const stands = { county, person, active: matter.active, policy, day: deps.dayOf(deps.now()) }
  const inForce = new Set([...standing(county, matter), ...notEnded(own).filter(({ choice }) => choice === 'resume')])
  const rows = Object.entries(person.register)
  const results = CaseKind.options.flatMap((kind) => resultsOf(own, kind))
  const unanswered = cases.unanswered(person.key).filter((row) => row.county === county && !own.results?.[row.batch])
  const foreign = new Set([...matter.active.map(([, of]) => of), ...enrollingCounties(county, matter)])
  const possible = possibleOf(cases, one, asked, deps.dayOf(deps.now()))
  return {
    ...{ county, number, isWhole },
    key: person.key,
    township: notified ?? matter.active.find(([, of]) => of === county)?.[3].township,
    id: isWhole ? person.id : maskedId(person.id),
    names: [...new Set(one.names.map(shown))],
    cases: one.cases.map(({ row, today: standing }) => ({
      row,
      standing,
      next: nextOf(row, standing, stands, clock),
    })),
    listings: matter.active.flatMap(([, of, category, { name, township, village }]) =>
      of === county ? [{ category, name: shown(name), township, village }] : [],
    ),
    registered: rows.flatMap(([key, { name, ...row }]) =>
      key.startsWith(`${county}#`) ? [{ ...row, scheme: key.slice(county.length + 1), name: shown(name) }] : [],
    ),
    others: [...foreign]
      .filter((of) => seesOthers && of !== county)
      .sort()
      .map((of) => ({
        county: of,
        names: [
          ...new Set([
            ...matter.active.flatMap(([, by, , { name }]) => (by === of ? [shown(name)] : [])),
            ...rows.flatMap(([key, { name }]) => (key.startsWith(`${of}#`) ? [shown(name)] : [])),
          ]),
        ],
      })),
    settlements: (own.settlements ?? []).map((settlement) => ({
      ...settlement,
      name: settlement.name && shown(settlement.name),
      isInForce: inForce.has(settlement),
    })),
    elsewhere: [...new Set(one.cases.map(({ row }) => row.kind))].flatMap((kind) =>
      seesOthers ? foundElsewhere(person.cases ?? {}, county, kind) : [],
    ),
    materials: own.materials,
    results,
    unanswered,
    begun: await begunOf(deps, asked, one),
    batches: await batchesOf(deps, county, [
      ...results.map(({ batch }) => batch),
      ...unanswered.map(({ batch }) => batch),
    ]),
    possible: isWhole ? possible : [],
    fits: possible.length > 0,
  }
}

/** Where the hub was told which day it is, a close says it. */
async function begunOf({ runs }: Pick<WebDeps, 'runs'>, { county, number }: Asked, { cases }: FoundCase) {
  const at = present(
    cases.find(({ row }) => row.number === number),
    'a case that was found',
  ).row.begunAt
  return { at, on: (await runs.closes(county)).find((close) => close.at === at)?.day ?? shanghaiDay(at) }
}

const batchesOf = async ({ batches }: Pick<WebDeps, 'batches'>, county: string, ids: readonly string[]) =>
  (await Promise.all([...new Set(ids)].map((id) => batches.get(county, id)))).flatMap((batch) => batch ?? [])

const LAST = '~'
const NOBODY: Signature = { account: '', name: '', division: '' }

/** What the person's cases would be with each choice that fits: decided once more, without writing anything. */
function possibleOf(cases: Cases, one: FoundCase, { county, number }: Asked, day: string): Possible[] {
  const moment = cases.moment(one)
  const led = (choice: Choice, name?: string): Possible => {
    const about = aboutOf(choice, moment)
    const at = `${day}T00:00:00Z`
    const said = {
      choice,
      ...(name !== undefined && { name }),
      ...about,
      grounds: '',
      case: number,
      at,
      day,
      order: LAST,
    }
    const settlement: Settlement = { ...said, ...(about.waits && { confirmed: { at, by: NOBODY } }) }
    const after = present(cases.supposing(number, { id: one.id, county, settlement }), 'a case that was found')
    return { choice, name, waits: about.waits === true, leads: after.cases.map(({ standing }) => standing) }
  }
  return choicesFor(moment).flatMap((choice) =>
    choice === 'name' ? one.names.map((name) => led(choice, name)) : [led(choice)],
  )
}

/** The settlement that the account may confirm as its second person. */
export const confirmable = (cases: Cases, one: FoundCase, by: Signature, at: string) =>
  confirmedBy(cases.moment(one), { by, at })
