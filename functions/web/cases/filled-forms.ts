/** Forms of answers as an office gets them now, filled in with its open cases. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeReviewList } from '../../../forms/outgoing/review-list.ts'
import { writeTemplate } from '../../../forms/outgoing/template.ts'
import { choicesFor } from '../../../rules/cases/choices.ts'
import { isReviewed, sidesOf } from '../../../rules/cases/review-items.ts'
import { snapshotRow } from '../../../rules/determination/snapshot-row.ts'
import { FORMS } from '../../../schemas/columns.ts'
import { countyOf } from '../../../schemas/records/upload.ts'
import { materialsRow } from '../../../wording/materials-page.ts'
import { divisionName, officeName } from '../../../wording/offices.ts'
import { FOLDER_NAMES } from '../../../wording/output-names.ts'
import { heardRegisters } from '../../shared/cases/heard-registers.ts'
import { findCases } from '../../shared/cases/named-cases.ts'
import { isVisited, openCases } from '../../shared/cases/open-cases.ts'
import { reviewRow } from '../../shared/cases/review-rows.ts'
import { countyOf as divisionsOf, reportingOfficeName } from '../../shared/stages/divisions-of.ts'
import type { WebDeps } from '../deps.ts'
import type { NamedFile } from '../http/api-route.ts'

/** The most urgent first. */
const MOST_FILLED = 2000

/** What a township has been asked for and has still to answer. */
export async function materialsForm(deps: WebDeps, division: string): Promise<NamedFile> {
  const [policy, day, county] = [await deps.policies.inForce(), deps.dayOf(deps.now()), countyOf(division)]
  const open = (await openCases(deps, { county, policy, day, township: division })).filter(isVisited)
  const numbers = open.slice(0, MOST_FILLED).map(({ row: { number } }) => number)
  const cases = await findCases(deps, heardRegisters(deps), { division, day })
  await cases.load(numbers)
  const filled = numbers.flatMap((number) => {
    const one = cases.find(number)
    return one?.isOf(division) ? [materialsRow({ number, name: one.names[0] ?? '', id: one.id }, {})] : []
  })
  const reportingOffice = officeName(policy, { division, office: 'township' })
  const period = day.slice(0, 7)
  const bytes = await bytesOf((out) => writeTemplate(out, FORMS.materials, { reportingOffice, period, filled }))
  return { name: `${reportingOffice}${FORMS.materials.title}.xlsx`, bytes }
}

/** As of now: what has been settled since the close is gone from it. */
export async function reviewListNow(deps: WebDeps, county: string): Promise<NamedFile> {
  const [policy, day] = [await deps.policies.inForce(), deps.dayOf(deps.now())]
  const open = (await openCases(deps, { county, policy, day })).filter(({ standing }) => isReviewed(standing))
  const cases = await findCases(deps, heardRegisters(deps), { division: county, day })
  const numbers = open.slice(0, MOST_FILLED).map(({ row: { number } }) => number)
  await cases.load(numbers)
  const divisions = divisionsOf(policy, county)
  const rows = numbers.flatMap((number) => {
    const one = cases.find(number)
    const own = one?.cases.find(({ row }) => row.number === number)
    const shown = one && snapshotRow(one.person, county, day, policy)
    if (!one || !own || !shown || !isReviewed(own.standing)) return []
    const moment = cases.moment(one)
    const sides = sidesOf(one.person, county, moment.circumstances)
    const { key, kind } = own.row
    const review = { number, key, kind, standing: own.standing, choices: [...choicesFor(moment)], sides }
    return [reviewRow(review, shown, divisions, policy)]
  })
  const printed = { reportingOffice: reportingOfficeName(policy, county), period: day.slice(0, 7), rows }
  const bytes = await bytesOf((out) => writeReviewList(out, printed))
  return { name: `${divisionName(county, policy)}${FOLDER_NAMES.review}.xlsx`, bytes }
}

async function bytesOf(write: (out: PassThrough) => Promise<void>): Promise<Uint8Array<ArrayBuffer>> {
  const out = new PassThrough()
  const [bytes] = await Promise.all([buffer(out), write(out)])
  return new Uint8Array(bytes)
}
