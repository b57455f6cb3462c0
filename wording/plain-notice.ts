/** 告知单: why somebody is paid for or not, and what to do, in plain words (docs/cases.md#the-persons-file). */
import type { Outcome, Reason } from '../schemas/codes.ts'
import type { CaseKind, CaseState, Standing } from '../schemas/records/case.ts'

export interface Plain {
  /** Whether the person is paid for. */
  readonly result: string
  readonly why: string
  readonly todo: string
}

const plain = (result: string, why: string, todo: string): Plain => ({ result, why, todo })

const PAYING = '今年的养老保险费由政府出钱，您不用交。'
const NOT_YET = '今年的养老保险费还没有办好。'
const NOT_PAID = '今年政府不代您交养老保险费。'
const PENSION_NOT_YET = '您的养老金还没有办好。'
const WAIT = '请等候办理，不要自己去交钱。办好以后，可以到村（居）委会或者经办机构问结果。'
const ASK = '请带身份证到村（居）委会，或者打下面的电话，说明情况。'
const IF_WRONG = '如果情况不符，请带身份证和有关证明，到村（居）委会或者打下面的电话说明。'

const BY_OUTCOME: Readonly<Record<Outcome, Plain>> = {
  pay: plain(PAYING, '您在贫困人员名单上，已经参加养老保险，今年的费用还没有交。', WAIT),
  enrol: plain(
    NOT_YET,
    '您在贫困人员名单上，可以由政府出钱，但是您还没有参加养老保险。',
    '请按村（居）委会的通知交齐参保材料，并配合上门核对。交齐以后就给您参保，费用由政府出。',
  ),
  claim: plain(
    '您已满60周岁，可以领取养老金，不用再交费。',
    '您还没有在领养老金。',
    '请按村（居）委会的通知交齐申领材料，并配合上门核对。',
  ),
  review: plain(NOT_YET, '您的登记情况有不一致的地方，正在核对。', ASK),
  sponsored: plain('今年的养老保险费已经由政府交了，您不用交。', '登记上显示今年已经由政府代您交费。', '不用办什么。'),
  'self-paid': plain(
    NOT_PAID,
    '您今年已经自己交过养老保险费，同一年不重复交。',
    '不用办什么。明年您还在名单上的，请先不要自己交，由政府出。',
  ),
  drawing: plain('您正在领取养老金，不用再交费。', '您已满60周岁，并且已经在领养老金。', '不用办什么。'),
  'other-scheme': plain(NOT_PAID, '您参加了单位的养老保险，或者正在领取单位的养老金，不再参加居民养老保险。', IF_WRONG),
  student: plain(NOT_PAID, '登记上显示您是在校学生，在校期间不用参加养老保险。', `毕业以后由政府代您交。${IF_WRONG}`),
  'under-16': plain(NOT_PAID, '您还没有满16周岁，不用参加养老保险。', '不用办什么。满16周岁以后，村（居）委会会通知。'),
  deceased: plain(NOT_PAID, '登记上显示此人已经去世。', `如果登记有误，请本人或者家属带身份证到村（居）委会说明。`),
}

const BY_REVIEW: Readonly<Record<Reason | 'transferring', string>> = {
  'name-conflict': '名单和登记上您的姓名写得不一样，正在核对哪个是对的。',
  'register-incomplete': '您的参保登记不完整，正在核对。',
  'two-counties': '两个县（市、区）的名单上都有您，正在核对由哪里办理。',
  'duplicate-enrolment': '您在两个县（市、区）都参加了养老保险，正在核对以哪里为准。',
  'enrolled-elsewhere': '您在另一个县（市、区）参加了养老保险，正在核对由哪里办理。',
  suspended: '您的养老金停发了，正在核对。',
  enrolled: '您的养老金还没有开始发，正在核对。',
  'not-enrolled': '您还没有参加养老保险，正在核对。',
  transferring: '您的养老保险关系正在从另一个县（市、区）转过来。',
}

const BY_FINDING: Readonly<Record<string, string>> = {
  死亡: '上门核对的结果是此人已经去世。',
  户口迁出: '上门核对的结果是您的户口已经迁走。',
  在校学生: '上门核对的结果是您正在上学。',
  服兵役: '上门核对的结果是您正在当兵。',
  服刑: '上门核对的结果是您正在服刑。',
  已参加职保: '上门核对的结果是您已经参加单位的养老保险。',
  联系不上: '村（居）委会和工作队没有联系上您。',
  held: '经办机构正在核实您的情况，先不办理。',
}

const BY_FAILURE: Readonly<Record<string, Pick<Plain, 'why' | 'todo'>>> = {
  '01': { why: '银行核对您的姓名和身份证号码对不上。', todo: '请带身份证到村（居）委会核对。核对好以后再办一次。' },
  '02': { why: '您在银行没有可以用的存折或者银行卡。', todo: '请带身份证到邮政储蓄银行开户，再告诉村（居）委会。' },
  '03': {
    why: '您的存折或者银行卡不能正常使用。',
    todo: '请带身份证和存折（银行卡）到邮政储蓄银行办理，再告诉村（居）委会。',
  },
  '04': {
    why: '银行查到您可能已经交过，正在核实。',
    todo: '请不要再去交钱，等候核实。有交费凭证的，请告诉村（居）委会。',
  },
  '05': { why: '钱已经交了，又被退了回来，正在查明原因。', todo: WAIT },
  '99': { why: '银行没有办成，正在查明原因。', todo: WAIT },
}

type Told = (reason: string | undefined, kind: CaseKind) => Plain

const notYet = (kind: CaseKind) => (kind === 'claim' ? PENSION_NOT_YET : NOT_YET)

const BY_STATE: Readonly<Record<Exclude<CaseState, 'ended'>, Told>> = {
  paid: () => plain('今年的养老保险费已经由政府交了，您不用交。', '您在贫困人员名单上，银行已经办好。', '不用办什么。'),
  'in-flight': (reason, kind) =>
    kind === 'claim'
      ? plain('您的养老金正在办理。', `银行${reason ? '正在核实办理的结果' : '正在办理'}。`, '请等候办理。')
      : plain(PAYING, `已经交给银行办理${reason ? '，银行正在核实是否到账' : ''}。`, WAIT),
  'in-batch': (_, kind) =>
    kind === 'claim'
      ? plain('您的养老金正在办理。', '经办机构正在审批。', '请等候办理。')
      : plain(PAYING, '您在贫困人员名单上，经办机构正在审批。', WAIT),
  ready: (_, kind) =>
    kind === 'claim'
      ? plain('您的养老金正在办理。', '您的材料已经交齐，排在下一批办理。', '请等候办理。')
      : plain(PAYING, '您在贫困人员名单上，手续已经齐全，排在下一批办理。', WAIT),
  registered: () =>
    plain(
      '您的养老金已经办理登记。',
      '银行已经办好，等候发放。',
      '不用办什么。两个月以后还没有收到养老金的，请打下面的电话。',
    ),
  'under-review': (reason, kind) => plain(notYet(kind), BY_REVIEW[reason as Reason] ?? BY_OUTCOME.review.why, ASK),
  waiting: (_, kind) =>
    plain(notYet(kind), '您在另一个县（市、区）也有办理，要等那里办完，免得重复。', '请等候办理，不要自己去交钱。'),
  paused: (reason, kind) => plain(notYet(kind), BY_FINDING[reason ?? ''] ?? '您的情况正在核实，先不办理。', IF_WRONG),
  failed: (reason, kind) => {
    const { why, todo } = BY_FAILURE[reason ?? ''] ?? { why: '银行没有办成，正在查明原因。', todo: WAIT }
    return plain(notYet(kind), why, todo)
  },
  collecting: (_, kind) =>
    kind === 'claim'
      ? plain(
          PENSION_NOT_YET,
          '您已满60周岁，可以领取养老金，但是申领材料还没有交齐，或者还没有上门核对。',
          '请按村（居）委会的通知交齐申领材料，并配合上门核对。',
        )
      : plain(
          NOT_YET,
          '您在贫困人员名单上，可以由政府出钱，但是参保材料还没有交齐，或者还没有上门核对。',
          '请按村（居）委会的通知交齐参保材料，并配合上门核对。',
        ),
}

const ENDINGS: Readonly<Record<string, Plain>> = {
  elsewhere: plain(
    '本县（市、区）不代您交养老保险费。',
    '您由另一个县（市、区）办理。',
    '请向那里的经办机构询问。打下面的电话可以问到是哪里。',
  ),
  'given-up': plain(
    NOT_PAID,
    '记录上是您本人说不要办理。',
    '改变主意的，或者没有说过的，请带身份证到村（居）委会说明，重新办理。',
  ),
  'unpaid-at-year-end': plain(
    '这一年的养老保险费没有交成。',
    '到年底最后的交费日期，手续还没有办好。',
    `明年还在名单上的，再由政府出。${ASK}`,
  ),
}

export const NOT_LISTED: Plain = plain(
  NOT_PAID,
  '您现在不在本县（市、区）的贫困人员名单上。',
  '认为应当在名单上的，请到村（居）委会申请；低保、特困问民政，残疾问残联，建档立卡问扶贫办。',
)

export function plainOutcome({ outcome, reason }: { outcome: Outcome; reason?: Reason | undefined }): Plain {
  const said = BY_OUTCOME[outcome]
  return outcome === 'review' && reason ? { ...said, why: BY_REVIEW[reason] } : said
}

export function plainStanding({ state, reason }: Standing, kind: CaseKind): Plain {
  if (state !== 'ended') return BY_STATE[state](reason, kind)
  return ENDINGS[reason ?? ''] ?? BY_OUTCOME[reason as Outcome] ?? NOT_LISTED
}

export interface PlainCase {
  readonly kind: CaseKind
  readonly year: number
  readonly standing: Standing
}

/** What is paid in and what is drawn are told apart; a case that has ended says nothing beside one that goes on. */
export function plainNotice(
  decision: { outcome: Outcome; reason?: Reason | undefined } | undefined,
  cases: readonly PlainCase[],
  year: number,
): Plain[] {
  const current = cases.filter(({ kind, year: of }) => kind === 'claim' || of === year)
  const open = current.filter(({ standing }) => standing.state !== 'ended')
  if (open.length > 0) return open.map(({ standing, kind }) => plainStanding(standing, kind))
  const said = current.filter(({ standing }) => standing.reason !== undefined && standing.reason in ENDINGS)
  if (said.length > 0) return said.slice(0, 1).map(({ standing, kind }) => plainStanding(standing, kind))
  return [decision ? plainOutcome(decision) : NOT_LISTED]
}

export const PLAIN = {
  title: '告知单',
  what: '养老保险代缴情况',
  result: '结果',
  why: '为什么',
  todo: '要办什么',
  whom: '问谁',
  noPhone: '电话请向村（居）委会询问。',
  kept: '这张单子是告诉您办理情况的，不是缴费凭证。',
} as const
