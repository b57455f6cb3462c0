/** What a township has filled in on its page, as rows of the form. */
import * as z from 'zod'
import { namedFor } from '../../../rules/answers/materials.ts'
import { CaseNumber } from '../../../schemas/records/case.ts'
import { COMMON, MATERIALS, TICKED } from '../../../wording/materials-page.ts'

type Said = Readonly<Record<string, string>>

const Cell = z.string().trim().max(60)
const HEADINGS: ReadonlySet<string> = new Set(MATERIALS.map(({ heading }) => heading))
/** Fields that stand once on the page are named `all.<heading>`. */
const ALL = 'all'
const TICK = 'tick'

/** Fields are named by case and heading, `440222-2018-00001.<heading>`; a button may name the one case it sends. */
export const Filled = z.record(z.string().max(60), Cell).transform(({ only, key, by, ...fields }) => {
  const said = new Map<string, Record<string, string>>()
  for (const [field, value] of Object.entries(fields)) {
    const [number = '', heading = ''] = field.split('.')
    if (value !== '' && (heading === TICK || HEADINGS.has(heading)))
      said.set(number, { ...said.get(number), [heading]: value })
  }
  const all = said.get(ALL) ?? {}
  const rows = [...said].filter(([number]) => CaseNumber.safeParse(number).success && (!only || only === number))
  return { key, by, rows: new Map(rows.map(([number, own]) => [number, rowOf(own, all)])) }
})

/** @returns what the case's own fields say, a tick where they say nothing, and who did it where that has to be named */
function rowOf({ [TICK]: tick, ...own }: Said, all: Said): Said {
  const row = { ...(tick && TICKED), ...own }
  const named = namedFor((heading) => row[heading] ?? '')
  const filled = named.flatMap(([heading]) => (row[heading] || !all[heading] ? [] : [[heading, all[heading]]]))
  return { ...row, ...Object.fromEntries(filled) }
}

/** Where a fault of a case's row is mended. */
export function fieldOf(number: string, heading: string, own: Said): string {
  const isCommon = COMMON.some((one) => one === heading) && !own[heading]
  return `${isCommon ? ALL : number}.${heading}`
}
