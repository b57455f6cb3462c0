/** The state of a case after a month's close: the first line of docs/cases.md#case-states that holds, read anew. */
import type { Row } from '../read-files.ts'
import { latestResult } from './answers.ts'
import { type Answer, isFailed, isInFlight, isPaid, type Model } from './model.ts'

export interface Asked {
  readonly county: string
  readonly id: string
  readonly isClaim: boolean
  readonly today: string
  /** Of the month's close, absent where the county lists nobody. */
  readonly outcome: Row | undefined
}

/** `<state>` or `<state> <reason>`; reasons of reviews and of those who are listed no more are left out. */
export function stateOf(model: Model, asked: Asked): string {
  const { county, id, isClaim, today, outcome } = asked
  const year = today.slice(0, 4)
  const key = `${county} ${id}`
  const isOfCase = (row: { isClaim: boolean; year: string }) =>
    row.isClaim === isClaim && (isClaim || row.year === year)
  const all = model.rows.filter((row) => row.id === id && isOfCase(row))
  const own = all.filter((row) => row.county === county)
  const last = own.at(-1)
  if (!isClaim && own.some(isPaid)) return 'paid'
  if (own.some(isInFlight)) return 'in-flight'
  if (!outcome) return 'ended'
  const { outcome: is = '' } = outcome
  const seenDrawing = model.drawing.get(id) ?? 0
  if (isClaim && last && isPaid(last) && seenDrawing <= last.month && is === 'claim') return 'registered'
  if (!(isClaim ? ['claim', 'review'] : ['pay', 'enrol', 'review']).includes(is)) return `ended ${is}`
  if (is === 'review') return 'under-review'
  const resumed = model.resumed.get(key) ?? 0
  const theirs = all.filter((row) => row.county !== county)
  if (theirs.some(isInFlight)) return 'waiting other-county'
  const done = theirs.at(-1)
  if (isClaim && done && isPaid(done) && seenDrawing <= done.month && resumed < (done.codeAt ?? 0))
    return 'waiting other-county'
  const answer = model.answers.get(key)
  const begun = model.claimsBegun.get(key) ?? 0
  if (answer?.papers === '本人放弃') {
    const counts = isClaim ? answer.at > begun && answer.at > (last?.at ?? 0) : answer.year === year
    if (counts) return 'ended given-up'
  }
  const isFound = answer !== undefined && !['', '属实'].includes(answer.finding) && resumed < answer.at
  if (isFound) return `paused ${answer.finding}`
  if (model.holds.has(key)) return 'paused held'
  const result = latestResult(model, county, id, isClaim)
  const papers = answer && isComplete(answer, today) ? answer.at : 0
  if (result && isFailed(result)) {
    const isMended = resumed > result.codeAt! || (['01', '02', '03'].includes(result.code!) && papers > result.codeAt!)
    if (!isMended) return `failed ${result.code}`
  }
  const settledAt = last && isPaid(last) ? last.codeAt! : 0
  const hasPapers = papers > 0 && (!isClaim || (papers > begun && papers > settledAt))
  if ((isClaim || is === 'enrol') && !hasPapers) return 'collecting'
  return 'ready'
}

/** A finding that stands has been looked at before. */
function isComplete({ papers, visit, on }: Answer, today: string): boolean {
  if (papers !== '已收齐' || visit !== '已复核') return false
  return `${Number(today.slice(0, 4)) - 1}${today.slice(4)}` <= on
}
