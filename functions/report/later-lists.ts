/** 上月更正: what lists have said of the month submitted last since it was closed (docs/cases.md#corrections). */
import { correctionOf, type LaterList } from '../../rules/determination/correction.ts'
import { present } from '../../schemas/present.ts'
import { Endings } from '../../schemas/records/endings.ts'
import {
  type DrawnReturn,
  followsText,
  MONTHS_BEFORE,
  standingVersion,
  submittedBefore,
} from '../../schemas/records/month-return.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { listOf, type Upload } from '../../schemas/records/upload.ts'
import { goOnWithout } from '../shared/stages/unreadable.ts'
import { thaw } from '../shared/work/frozen.ts'
import type { ReportDeps } from './deps.ts'

/** More lists than a county's rosters remember. */
const UPLOADS = 400

/** @param listed rows of the present close */
export async function correctionAt(
  deps: ReportDeps,
  policy: Policy,
  { county, period }: { readonly county: string; readonly period: string },
  listed: readonly SnapshotRow[],
): Promise<Pick<DrawnReturn, 'follows' | 'correction'>> {
  const earlier = submittedBefore(await deps.returns.list(county, MONTHS_BEFORE), period)
  const follows = followsText(earlier)
  const version = earlier && standingVersion(earlier)
  if (!earlier || !version) return { follows }
  const drawn = present(version.drawn, 'the close of a return that was submitted')
  const lists = await laterLists(deps, county, earlier.period, drawn).catch((error) => {
    goOnWithout(error, county)
    return []
  })
  if (lists.length === 0) return { follows }
  const { snapshot } = present(await deps.runs.get(county, drawn.run), 'a close that was submitted')
  const submitted = await thaw(deps.outbox, present(snapshot, 'the snapshot of a close'), SnapshotRow)
  const categories = policy.categories.map(({ code }) => code)
  const tables = correctionOf(categories, submitted, listed, lists)
  return { follows, ...(tables && { correction: { period: earlier.period, version: version.version, tables } }) }
}

async function laterLists(deps: ReportDeps, county: string, period: string, drawn: DrawnReturn): Promise<LaterList[]> {
  const uploads = (await deps.uploads.list(county, UPLOADS)).filter((one) => one.period <= period)
  const changes = uploads.flatMap((upload) => {
    const category = listOf(upload.form)?.category
    const effect = category && effectSince(upload, drawn.at)
    return category && effect && upload.endingsKey ? [{ ...effect, category, endingsKey: upload.endingsKey }] : []
  })
  const inOrder = changes.sort((a, b) => (a.at < b.at ? -1 : 1))
  const lists: LaterList[] = []
  for (const { category, endingsKey, isTakenOut } of inOrder) {
    const { began, ended } = Endings.parse(JSON.parse((await deps.outbox.get(endingsKey)).toString()))
    lists.push(isTakenOut ? { category, began: ended, ended: began } : { category, began, ended })
  }
  return lists
}

/** A list that had taken effect before the close is in its figures. */
function effectSince({ state, settledAt, withdrawn }: Upload, at: string) {
  if (state === 'accepted' && settledAt && settledAt >= at) return { at: settledAt, isTakenOut: false }
  if (state === 'withdrawn' && withdrawn && withdrawn.at >= at && settledAt && settledAt < at)
    return { at: withdrawn.at, isTakenOut: true }
  return undefined
}
