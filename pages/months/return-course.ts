import type { MonthReturn } from '../../schemas/records/month-return.ts'
import { SEND_BACK } from '../../wording/page-names.ts'
import { versionName } from '../../wording/returns.ts'
import { HAPPENED } from '../../wording/steps.ts'
import type { Happening } from '../parts/steps.tsx'

/** A month was closed, submitted, sent back, and by whom. */
export function returnCourse({ drawn, versions }: MonthReturn, agency: string): Happening[] {
  const closes = [...versions.flatMap((one) => one.drawn ?? []), ...(drawn ? [drawn] : [])]
  // A version rests on a close, which may be the latest one.
  const known = new Map(closes.map(({ run, day, at }) => [run, { on: day, at }]))
  return [
    ...[...known.values()].map((one) => ({ ...one, who: agency, what: HAPPENED.closed })),
    ...versions.flatMap((one): Happening[] => [
      {
        ...{ on: one.on, at: one.at, who: one.by.name, what: versionName(one) },
      },
      ...(one.sentBack
        ? [
            {
              ...{ on: one.sentBack.on, at: one.sentBack.at, who: one.sentBack.by.name },
              what: SEND_BACK,
            },
          ]
        : []),
    ]),
  ]
}
