/** What each office's lists of cases show, and what each case's own page says, over the routes: the two have to be one. */

import type * as z from 'zod'
import { countCounty } from '../../functions/deadlines/case-turns.ts'
import type { DeadlinesDeps } from '../../functions/deadlines/deps.ts'
import { grants } from '../../functions/deadlines/grants.ts'
import { run } from '../../functions/deadlines/run.ts'
import type { OpenCase } from '../../functions/shared/cases/open-cases.ts'
import { caseApi } from '../../functions/web/cases/case-api.ts'
import { casePages } from '../../functions/web/cases/case-pages.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { mount } from '../../functions/web/http/mount.ts'
import { knownByVersion } from '../../functions/web/readings/known-by-version.ts'
import type { DoneCaseShown, OpenCaseShown } from '../../schemas/api/cases.ts'
import type { CaseTally } from '../../schemas/records/case-tally.ts'
import { workTable } from '../../stores/aws/work.ts'
import { caseTallies } from '../../stores/deadlines/case-tallies.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { requests } from '../../stores/deadlines/requests.ts'
import type { People } from '../../stores/people/people.ts'
import { dayName } from '../../wording/dates.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import { CASE_STATE_NAMES, standingName } from '../../wording/standings.ts'
import { COUNTY, OTHER_COUNTY, TOWNSHIPS } from '../faults/lists.ts'
import { sheetRows } from '../flow/produced.ts'
import { signedIn } from '../signed-in.ts'
import type { PlayedCity } from './played-city.ts'

export interface Own {
  readonly number: string
  /** In words, with its reason. */
  readonly state: string
  /** Blank where nobody has anything to do. */
  readonly who: string
  readonly since: string
  readonly until: string
}

/**
 * One process of web, which remembers from one request to the next, and the stage that counts.
 * @param people what the stage that counts reads of persons
 */
export function officesOf(city: PlayedCity, people: People = city.delivery.world.match.people) {
  const { world } = city.delivery
  const { asking, ...access } = signedIn()
  const table = workTable(world.engines.clients, world.work)
  const stores = {
    ...{ ...world.match, ...world.intake, ...world.snapshot, ...city.delivery.report },
    ...{ batches: city.delivery.batch.batches, payments: city.delivery.batch.payments },
    ...{ deadlines: deadlines(table), requests: requests(table), tallies: caseTallies(table) },
    now: city.now,
  }
  const stage = { ...stores, people } as unknown as DeadlinesDeps
  const remembered = knownByVersion<readonly OpenCase[]>(4)
  const deps = { ...stores, ...access, openCases: remembered, dayOf: () => city.day } as unknown as WebDeps
  const web = world.web(mount([...casePages, ...caseApi], deps))
  web.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  const ask = async (path: string, by: Parameters<typeof asking>[1], init?: RequestInit): Promise<Response> => {
    const answer = await asking(web, by)(path, init)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const agency = (division: string) => ({ duty: 'preparer', division, office: 'social-insurance' }) as const
  const clerk = (division: string) => ({ duty: 'clerk', division, office: 'township' }) as const
  const purpose = { method: 'POST', body: new URLSearchParams({ purpose: 'enrolment' }) }
  const page = async (path: string, by: Parameters<typeof asking>[1]) => (await ask(path, by)).text()
  const numbersOf = async (path: string, by: Parameters<typeof asking>[1]) => {
    const rows = await sheetRows(new Uint8Array(await (await ask(path, by, purpose)).arrayBuffer()))
    return rows.flatMap(({ texts }) => texts.filter((text) => /^\d{6}-\d{4}-\d{5}$/.test(text))).sort()
  }
  const allOf = async <T>(path: string, by: Parameters<typeof asking>[1]): Promise<T[]> => {
    const found: T[] = []
    for (let next: string | undefined = ''; next !== undefined; ) {
      const cursor: string = next && `?cursor=${encodeURIComponent(next)}`
      const answer: { items: T[]; next?: string } = await (await ask(path + cursor, by)).json()
      found.push(...answer.items)
      next = answer.next
    }
    return found
  }
  return {
    /** As its own page says it. */
    async own(county: string, number: string): Promise<Own> {
      const row = rowsIn(await page(`/cases/${county}/${number}`, agency(county))).find(([first]) => first === number)
      const [, , , state = '', who = '', since = '', until = ''] = row ?? []
      return { number, state, who, since, until: until.replace(/ .*/, '') }
    },
    /** Its own page, before anybody is shown whole. */
    pageOf: (county: string, number: string) => page(`/cases/${county}/${number}`, agency(county)),
    async asData(county: string): Promise<Own[]> {
      const items = await allOf<z.infer<typeof OpenCaseShown>>(`/api/cases/${county}`, agency(county))
      const own = items.map(({ case: number, who, since, until, ...standing }) => ({
        ...{ number, state: standingName(standing), since: dayName(since), until: dayName(until) },
        who: who.map((office) => OFFICE_NAMES[office]).join('、'),
      }))
      return sorted(own)
    },
    doneAsData: async (county: string): Promise<string[]> => {
      const items = await allOf<z.infer<typeof DoneCaseShown>>(`/api/cases/${county}/done`, agency(county))
      return items.map(({ case: number, ...standing }) => `${number} ${standingName(standing)}`).sort()
    },
    /** Of the open ones. */
    async list(county: string): Promise<Own[]> {
      const rows = rowsIn(await page(`/cases/${county}?tab=doing`, agency(county)))
      const own = rowsIn(await page(`/cases/${county}?tab=todo`, agency(county)))
      return sorted(
        [...rows, ...own].flatMap(([number = '', , until = '', state = '', who = '', , ...rest]) => {
          if (!/^\d{6}-/.test(number)) return []
          return [{ number, state, who, since: rest.at(-1) ?? '', until: until.replace(/ .*/, '') }]
        }),
      )
    },
    /** Number and state of those at their end. */
    async done(county: string): Promise<string[]> {
      const rows = rowsIn(await page(`/cases/${county}?tab=done`, agency(county)))
      return rows.flatMap(([number = '', , state]) => (/^\d{6}-/.test(number) ? [`${number} ${state}`] : [])).sort()
    },
    counts: async (county: string): Promise<string[]> => {
      const html = await page(`/cases/${county}?tab=all`, agency(county))
      return [...html.matchAll(/tab=(\w+)"[^>]*>[^<]* (\d+)</g)].map(([, tab, count]) => `${tab} ${count}`)
    },
    visits: async (township: string): Promise<string[]> =>
      [...(await page(`/materials/${township}`, clerk(township))).matchAll(/class="visit" id="([^"]+)"/g)]
        .map(([, number = '']) => number)
        .sort(),
    form: (township: string) => numbersOf(`/materials/${township}/form.xlsx`, clerk(township)),
    reviews: (county: string) => numbersOf(`/cases/${county}/reviews/form.xlsx`, agency(county)),
    /** The county's own open ones: of another's it is told no number. */
    conflicts: async (division: string): Promise<string[]> => {
      const tabs = ['todo', 'doing'].map((tab) => page(`/conflicts/${division}?tab=${tab}`, agency(division)))
      const found = (await Promise.all(tabs)).flatMap((html) => html.match(/\b\d{6}-\d{4}-\d{5}\b/g) ?? [])
      return [...new Set(found)].sort()
    },
    /** As the morning counts them: kind, place, office, count. */
    async turns(county: string): Promise<string[]> {
      const policy = await world.intake.policies.inForce()
      const [tally] = await world.as('deadlines', grants, () => countCounty(stage, policy, county, city.day))
      return wordsOf(tally)
    },
    /** As home pages have them of each county since what came last, whatever the morning has counted. */
    async counted(): Promise<string[][]> {
      for (const message of await world.moved())
        for (const _ of 'twice') await world.as('deadlines', grants, () => run(stage, message))
      const tallies = await stage.tallies.all()
      return COUNTIES.map((of) => wordsOf(tallies.find(({ county }) => county === of)))
    },
  }
}

const wordsOf = (tally: CaseTally | undefined) =>
  (tally?.turns ?? []).map(({ what, division, office, cases }) => `${what} ${division} ${office} ${cases}`)

export type Offices = ReturnType<typeof officesOf>

export const COUNTIES = [COUNTY, OTHER_COUNTY] as const
export const townshipsOf = (county: string): readonly string[] => TOWNSHIPS[county] ?? []
const stateOf = (words: string) => words.replace(/（.*/, '')
export const isDone = (state: string): boolean =>
  ([CASE_STATE_NAMES.paid, CASE_STATE_NAMES.ended, CASE_STATE_NAMES.registered] as string[]).includes(stateOf(state))
const sorted = (all: readonly Own[]) => [...all].sort((a, b) => (a.number < b.number ? -1 : 1))

/** Cells of each row of a page's tables, without tags. */
function rowsIn(html: string): string[][] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell
        .replace(/<small.*?<\/small>/gs, '')
        // A telephone leaves the year out.
        .replace(/年<\/span>/g, '年')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  )
}
