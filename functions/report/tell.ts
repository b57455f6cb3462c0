/** Whom a submission, or a sending back, concerns. */
import { hash } from 'node:crypto'
import type { AboutReturn } from '../../schemas/messages/to-deadlines.ts'
import {
  type MonthReturn,
  type ReturnVersion,
  seenText,
  standingVersion,
  versionsOf,
} from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { ReportDeps } from './deps.ts'

/** A repeat tells the same, which is written to nobody twice. */
export async function tell(
  deps: ReportDeps,
  policy: Policy,
  found: MonthReturn,
  version: ReturnVersion,
): Promise<void> {
  const { division, period } = found
  const about = { division, period, version: version.version }
  if (version.sentBack) return send(deps, { ...about, type: 'return.sent-back', on: version.sentBack.on })
  await deps.webhooksQueue.send([{ ...about, type: 'return.submitted' }])
  if (division === policy.city.code) return send(deps, { ...about, type: 'consolidation.submitted', on: version.on })
  const [city, ...counties] = await deps.returns.ofAll(
    [policy.city.code, ...policy.counties.map(({ code }) => code)],
    period,
  )
  const versions = versionsOf(counties)
  const summedUp = city && standingVersion(city)
  const isComplete = Object.keys(versions).length === counties.length
  const isOther = summedUp && seenText(summedUp.counties ?? {}) !== seenText(versions)
  if (!isOther && (summedUp || !isComplete)) return
  // A message's id has room for so much.
  const seen = hash('sha256', seenText(versions), 'hex').slice(0, 12)
  return send(deps, {
    ...{ type: 'returns.to-sum-up', division: policy.city.code, period, on: version.on, seen },
    version: (city?.versions.length ?? 0) + 1,
  })
}

const send = ({ deadlinesQueue }: ReportDeps, about: AboutReturn) => deadlinesQueue.send(about)
