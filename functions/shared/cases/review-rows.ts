/** Rows of a review list, of a close or of now. */
import type { ReviewRow } from '../../../forms/outgoing/review-list.ts'
import { present } from '../../../schemas/present.ts'
import type { CountyDivisions, Policy } from '../../../schemas/records/policy.ts'
import type { Review } from '../../../schemas/records/review.ts'
import type { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import { evidenceOf } from '../../../wording/evidence.ts'
import { reviewReason } from '../../../wording/standings.ts'
import { categoryOf, countyOf, townshipName } from '../stages/divisions-of.ts'

export function reviewRow(review: Review, row: SnapshotRow, county: CountyDivisions, policy: Policy): ReviewRow {
  const { number, standing, choices, sides } = review
  const { township } = present(row.listings[row.primary], 'the listing that a row is shown by')
  return {
    caseNumber: number,
    name: row.name,
    id: row.id,
    township: townshipName(county, township),
    categories: row.categories.map((code) => categoryOf(policy, code).name),
    reason: reviewReason(standing, row.decision.reason),
    evidence: evidenceOf(review, county.code, (code) => countyOf(policy, code).name),
    choices,
    names: [...new Set(sides.flatMap(({ listed, registered }) => [...listed, ...registered]))],
  }
}
