/** Words of a case's page. */
import type { Choice } from '../schemas/codes.ts'
import type { MaterialsAnswer, Settlement } from '../schemas/records/case.ts'
import { CHOICE_NAMES } from './standings.ts'

export const COLLECTED_NAMES: Record<MaterialsAnswer['collected'], string> = {
  complete: '已收齐',
  incomplete: '未收齐',
  'given-up': '本人放弃',
}
export const VERIFIED = '已复核'
export const NOT_VERIFIED = '未复核'

/** What comes of a choice beside where it leads. */
export const CONSEQUENCES: Readonly<Partial<Record<Choice, string>>> = {
  name: '各县（市、区）都以此姓名办理。',
  'correct-list': '报送了其他姓名的单位收到通知，限期更正。',
  responsible: '请对方县在限期内确认由本县负责。',
  elsewhere: '本县不再办理，由对方县办理。',
  transfer: '参保登记转入本县以后自动继续。',
  withdraw: '撤回现在有效的最近一条处理意见。',
}

export const SETTLEMENT_STATES = { inForce: '有效', waits: '待另一人确认', ended: '已不适用' } as const

export const NO_MATERIALS = '乡镇（街道）还没有报送材料收集情况。'
export const NO_BATCHES = '还没有列入已审批的批次。'
export const NO_SETTLEMENTS = '还没有处理意见。'
export const NOT_REGISTERED = '本县（市、区）的参保登记信息中没有这个人。'

const MOST = 200

/** The second person's row says what the first one's grounds were. */
export const confirmingGrounds = (grounds: string): string => `另一人确认：${grounds}`.slice(0, MOST)

/** A row of the settlement form, by heading. */
export function settlementRow(
  { number, name, id }: { readonly number: string; readonly name: string; readonly id: string },
  said: { readonly choice: Choice; readonly name: string; readonly grounds: string },
): Readonly<Record<string, string>> {
  const { choice, grounds } = said
  const correct = choice === 'name' ? said.name : ''
  return {
    ...{ 案件编号: number, 姓名: name, 身份证号码: id },
    ...{ 处理意见: CHOICE_NAMES[choice], 正确姓名: correct, 依据说明: grounds },
  }
}

/** `甲，乙确认` */
export const settledBy = ({ by, confirmed }: Pick<Settlement, 'by' | 'confirmed'>): string =>
  [by?.name ?? '', ...(confirmed ? [`${confirmed.by.name}确认`] : [])].join('，')

/** To whoever has settled it. */
export const mustBeConfirmed = (choice: Choice): string =>
  choice === 'resume'
    ? '恢复办理可能向已故人员付款，或者重复付款，须由本单位另一人在这里确认以后才生效。'
    : '这条处理意见须由本单位另一人在这里确认以后才生效。'

/** To the second person. */
export function asksToConfirm({ by, choice, name, grounds }: Settlement): string {
  const said = `${by?.name ?? ''}提出${CHOICE_NAMES[choice]}${name ? `（${name}）` : ''}，依据是：${grounds}。请核对依据；`
  return `${said}${choice === 'resume' ? '确认以后恢复办理，可能付款。' : '确认以后生效。'}`
}
