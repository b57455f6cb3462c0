/** Why a case is to be settled, with what each county says. */
import { BankResult } from '../schemas/codes.ts'
import type { Review, ReviewSide } from '../schemas/records/review.ts'
import { BANK_RESULT_NAMES } from './bank-results.ts'

type Said = (side: ReviewSide, place: string) => string[]

const ON_LISTS: Said = ({ listed }, place) => (listed.length > 0 ? [`${place}名单：${listed.join('、')}`] : [])
const IN_REGISTER: Said = ({ registered }, place) =>
  registered.length > 0 ? [`${place}参保登记：${registered.join('、')}`] : []
const ENROLLED: Said = (side, place) => (side.isEnrolled ? IN_REGISTER(side, place) : [])
const IS_ENROLLED: Said = (side, place) => (side.isEnrolled ? ENROLLED(side, place) : [`${place}没有参保登记`])

const SAID: Readonly<Record<string, readonly Said[]>> = {
  'name-conflict': [ON_LISTS, IN_REGISTER],
  'two-counties': [ON_LISTS],
  'duplicate-enrolment': [ENROLLED],
  'enrolled-elsewhere': [IS_ENROLLED],
  transferring: [IS_ENROLLED],
}

/** @param placeOf the name of another county */
export function evidenceOf({ standing, sides }: Review, own: string, placeOf: (county: string) => string): string {
  const { state, reason = '' } = standing
  const result = BankResult.safeParse(reason).data
  if (state === 'failed' && result) return `银行回盘：${BANK_RESULT_NAMES[result]}`
  if (state === 'paused') return reason === 'held' ? '经办机构已经暂缓办理' : `入户复核：${reason}`
  if (reason === 'register-incomplete') return '本县还没有可以采用的参保登记信息：没有报送，或者这个人的一行已经退回'
  const said = sides.flatMap((side) =>
    (SAID[reason] ?? []).flatMap((say) => say(side, side.county === own ? '本县' : placeOf(side.county))),
  )
  return said.join('；')
}
