/** Files and letters that named a person: a materials notice, a batch's instruction and request. */
import type { PersonFile } from '../../../schemas/api/person-file.ts'
import type { CaseRow } from '../../../schemas/records/case.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { FOLDER_NAMES } from '../../../wording/output-names.ts'

interface Sent {
  readonly county: string
  readonly day: string
  readonly policy: Policy
  readonly cases: readonly CaseRow[]
  readonly money: PersonFile['money']
}

/** Of notices the last close's is known. */
export function lettersOf({ county, day, cases, money }: Sent): PersonFile['letters'] {
  const notices = cases.flatMap(({ close: { notified, day: on } }) =>
    notified ? [{ day: on, to: 'township' as const, division: notified, about: FOLDER_NAMES.township }] : [],
  )
  const batches = money.flatMap(({ batch, approvedOn }) =>
    (['bank', 'finance'] as const).map((to) => ({
      ...{ day: approvedOn, to, division: county },
      about: `${FOLDER_NAMES[to]} ${batch}`,
    })),
  )
  const all = [...notices, ...batches].filter((one) => one.day <= day)
  const seen = new Set<string>()
  return all
    .filter((one) => {
      const what = `${one.day} ${one.division} ${one.about}`
      return !seen.has(what) && seen.add(what)
    })
    .sort((a, b) => (a.day < b.day ? 1 : -1))
}
