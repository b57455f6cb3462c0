/** What has happened last, of what an account sees. */
import type { Happened } from '../../../pages/home/task.ts'
import { momentOf } from '../../../pages/parts/steps.tsx'
import type { Batch } from '../../../schemas/records/batch.ts'
import type { MonthReturn } from '../../../schemas/records/month-return.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import { batchState } from '../../../wording/batch-state.ts'
import { formName } from '../../../wording/forms.ts'
import { officeName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { RETURN_STATES } from '../../../wording/returns.ts'
import { happenedWords, inMonth } from '../../../wording/tasks.ts'
import { stateOf } from '../../../wording/upload-state.ts'

const SHOWN = 5

interface Lately {
  readonly uploads: readonly Upload[]
  readonly batches: readonly Batch[]
  readonly returns: readonly MonthReturn[]
}

export function lately({ uploads, batches, returns }: Lately, policy: Policy, now: number): Happened[] {
  const all: Happened[] = [
    ...uploads.map((upload) => ({
      ...settledOf(upload),
      what: happenedWords(
        `${officeName(policy, upload)} ${inMonth(upload.period, formName(upload.form, policy))}`,
        stateOf(upload, now).words,
      ),
      href: `/uploads/${upload.division}/${upload.id}`,
    })),
    ...batches.map(({ county, id, day, at, approvedAt, state, returned }) => ({
      on: day,
      at: approvedAt ?? at,
      what: happenedWords(`${PAGE_NAMES.batch} ${id}`, batchState({ state, returned }).words),
      href: `/batches/${county}/${id}`,
    })),
    ...returns.flatMap(({ division, period, versions }) =>
      versions.map(({ on, at, sentBack }) => ({
        on: sentBack?.on ?? on,
        at: sentBack?.at ?? at,
        what: happenedWords(
          inMonth(period, PAGE_NAMES.return),
          RETURN_STATES[sentBack ? 'sent-back' : 'submitted'].words,
        ),
        href: `/returns/${division}/${period}`,
      })),
    ),
  ]
  return all.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, SHOWN)
}

/** Of a hub that lives on another day than the clock's, lists are settled on the day on which they came. */
function settledOf({ day, requestedAt, settledAt: at = requestedAt }: Upload): Pick<Happened, 'on' | 'at'> {
  return { at, on: momentOf({ day, at: requestedAt }, at).on ?? day }
}
