/** What a return's file and page say of its submission. */
import type { MonthReturn, ReturnVersion } from '../schemas/records/month-return.ts'
import { dayName } from './dates.ts'
import { declares } from './declaration.ts'
import { withoutStop } from './without-stop.ts'

/** Of `npm run month`, where nobody is there. */
export const BY_ITSELF = '自动'
export const CLOSED_ANEW = '重新办结'

type ReturnState = 'open' | 'closing' | 'closed' | 'submitted' | 'sent-back'

export function returnState({ closing, drawn, versions, standing }: MonthReturn): ReturnState {
  if (standing !== undefined) return 'submitted'
  if (closing !== undefined && closing !== drawn?.run) return 'closing'
  const last = versions.at(-1)
  if (last && (!drawn || drawn.run === last.drawn?.run)) return 'sent-back'
  return drawn ? 'closed' : 'open'
}

const versionName = ({ version }: Pick<ReturnVersion, 'version'>): string => `第${version}次报送`

/** `未报送` on the file of a close. */
export const NOT_SUBMITTED = '本表尚未报送：办结后由社保经办机构报送。'

/** Lines above the table. */
export function submissionLines(version: ReturnVersion): string[] {
  const { by, on, explanation, sentBack } = version
  return [
    `报送：${dayName(on)}，${by.name}，${versionName(version)}。${declares('statistics')}`,
    ...(explanation ? [`情况说明：${withoutStop(explanation)}。`] : []),
    ...(sentBack ? [`已于${dayName(sentBack.on)}退回：${withoutStop(sentBack.reason)}。本表不再有效。`] : []),
  ]
}
