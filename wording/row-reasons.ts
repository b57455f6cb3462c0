/**
 * Sentences for returned rows and refused files: the fault, its place, the next step. No name or number of the file is
 * repeated, but for the 18-digit number proposed for an old one.
 */
import { birthDateOf, endsInNoughts, proposeId } from '../rules/rows/id-number.ts'
import { mixesScripts } from '../rules/rows/name.ts'
import { compact, headingForm } from '../rules/rows/normalise.ts'
import type { RefusalCode, ReturnFault, RowCode, UnreadableReason } from '../schemas/codes.ts'
import type { Column } from '../schemas/columns.ts'
import { ANSWER_REASONS, RETURN_FAULTS, twiceIn } from './answer-reasons.ts'
import { UNREADABLE } from './unreadable.ts'

export interface RowFacts {
  readonly value: string
  readonly column: Column
  readonly place?: string
  /** A county's register may name the city. */
  readonly city?: string
  /** A register has one row a person and scheme. */
  readonly isRegister?: boolean
  /** `12` or `名单2!12` */
  readonly firstRow?: string
}

/** Names head columns of counts (docs/rules.md#row-codes). */
const ROW: Record<RowCode, readonly [name: string, sentence: (facts: RowFacts) => string]> = {
  'id-missing': ['没有填身份证号码', () => '没有填身份证号码。请填写18位号码。'],
  'id-numeric': [
    '身份证号码被存成数字',
    ({ value }) =>
      endsInNoughts(compact(value))
        ? '该身份证号码曾被程序按数字保存，只留下前15位，末三位的“000”不是原有号码，无法恢复。请把该列设为“文本”格式后，对照证件重新录入18位号码。'
        : '该身份证号码被 Excel 存成了数字，末几位已损坏，无法恢复。请把该列设为“文本”格式后，对照证件重新录入18位号码。',
  ],
  'id-15-digit': ['15位旧身份证号码', ({ value }) => old15(compact(value))],
  'id-format': [
    '身份证号码位数或格式不对',
    ({ value }) => `身份证号码应为18位（前17位是数字，末位是数字或 X），现在是${shapeOf(value)}。请对照证件改正。`,
  ],
  'id-birthdate': [
    '身份证号码中的出生日期无效',
    () => '身份证号码第7至14位不是有效的出生日期（应在1900年至今天之间）。请对照证件改正。',
  ],
  'id-checksum': [
    '身份证号码校验不符',
    () => '身份证号码末位校验不符，其中至少有一位录错了。请对照证件逐位核对后改正。',
  ],
  'formula-empty': [
    '公式没有计算结果',
    () =>
      '这一格是公式，但文件里没有存下计算结果，读不到内容。请用 Excel 或 WPS 打开该文件，待公式算出后保存，或直接填写内容。',
  ],
  'text-damaged': ['文字有乱码', () => '这一格有无法识别的字符（�），原来的文字已经丢失。请对照证件重新录入整格内容。'],
  'name-missing': ['没有填姓名', () => '没有填姓名。请填写与身份证一致的姓名。'],
  'name-invalid': ['姓名中有数字、符号，或不是姓名', ({ value }) => notAName(value)],
  'sex-mismatch': [
    '性别与身份证号码不一致',
    () => '性别与身份证号码（第17位，单数为男、双数为女）不一致。请对照证件，改正其中填错的一项。',
  ],
  'birthdate-mismatch': [
    '出生日期与身份证号码不一致',
    () => '出生日期与身份证号码第7至14位不一致。请对照证件，改正其中填错的一项。',
  ],
  'division-mismatch': ['不是本县（市、区）', (facts) => wrongDivision(facts)],
  'township-unknown': [
    '乡镇（街道）没有填或不存在',
    ({ value, place, city }) => {
      if (isBlank(value))
        return '没有填乡镇（街道）。请填写全称，例如“××镇”。合并的单元格只有第一行算填了：请取消合并，逐行填写。'
      return place !== undefined && place === city
        ? '没有这个乡镇（街道），或者它不属于本行所填的县（市、区）。请核对这两栏，改正填错的一项。'
        : `${place ?? '本县（市、区）'}没有这个乡镇（街道）。请从模板的下拉列表中选择，或按现行全称填写。`
    },
  ],
  'code-unknown': ['填写的内容不在可选范围', ({ value, column }) => codeUnknown(value, column)],
  'certificate-mismatch': [
    '残疾人证号不符',
    ({ value }) =>
      isBlank(value)
        ? '没有填残疾人证号。请填写20位残疾人证号（补发的证末尾另有 B 和一位数字）。'
        : '残疾人证号应为18位身份证号码＋1位类别＋1位等级（补发的证末尾另有 B 和一位数字），并与本行的身份证号码、残疾类别、残疾等级一致。请对照残疾人证改正填错的一项。',
  ],
  'disability-not-covered': [
    '残疾类别、等级不在代缴范围',
    () =>
      '不属于代缴范围：代缴对象为一级、二级残疾人，以及精神、智力残疾人。类别或等级填错的请改正，确不属于的请删去该行。',
  ],
  'duplicate-row': [
    '与前面的行重复',
    (facts) => {
      const { firstRow, isRegister } = facts
      const [same, once] =
        twiceIn(facts) ?? (isRegister ? ['身份证号码和险种', '同一人同一险种'] : ['身份证号码', '同一人'])
      const earlier = firstRow ? `第 ${firstRow} 行` : '前面一行'
      return `与原文件${earlier}的${same}重复。${once}只能出现一次：请保留正确的一行，删去另一行。`
    },
  ],
  ...ANSWER_REASONS,
}

function notAName(value: string): string {
  if (/\p{Cc}/u.test(value)) return '姓名中有看不见的控制符。请删去整个单元格的内容，重新录入姓名。'
  const name = compact(value)
  if (name.startsWith('#')) return '这一格是表格公式的出错值，不是姓名。请填写与身份证一致的姓名。'
  if (/\p{Nd}/u.test(name) || mixesScripts(name))
    return '姓名中有数字，或汉字中夹有英文字母。请只填姓名本身，序号、说明等请删去或移到别的栏。'
  if (/\p{Ps}/u.test(name)) return '姓名中有括号。请只填姓名本身，括号和其中的说明请删去或移到别的栏。'
  return '这里填的不是完整的姓名：是“无”一类的字，或者有 ?、*、□ 等代替文字的符号。请填写与身份证一致的姓名，打不出的字请用输入法的生僻字功能录入。'
}

function wrongDivision({ place, city, isRegister }: RowFacts): string {
  if (!place) return '这里填的不是报送单位所在的县（市、区）。填错的请改正，外县人员请删去该行。'
  if (place === city) return `这里填的不是${city}的县（市、区）。请填写该人员所在县（市、区）的全称，例如“××县”。`
  if (isRegister && city) {
    return `这里填的不是${place}。请填“${place}”，由市里经办的险种填“${city}”；在外县参保的请删去该行。`
  }
  return `这里填的不是${place}。本单位只报送${place}的人员：填错的请改正，外县人员请删去该行。`
}

function old15(id: string): string {
  const proposed = /^\d{15}$/.test(id) ? proposeId(id) : ''
  if (birthDateOf(proposed) === undefined) return '这是15位旧号码。请对照证件改填18位号码。'
  return `这是15位旧号码。对应的18位号码应为 ${proposed}，请对照证件核对，无误后改填此号码。`
}

function codeUnknown(value: string, { codes, use, required, heading }: Column): string {
  if (use === 'date' || use === 'birthdate') {
    return `这里不是有效的日期。请按“1960-01-31”的样式填写${required ? '' : '；不清楚的可以留空'}。`
  }
  if (heading.endsWith('金额'))
    return `这里不是有效的金额。请填${heading === '拨付金额' ? '不为0的' : ''}数字，单位元，最多两位小数。`
  const choice = codes?.join('、') ?? ''
  if (isBlank(value)) return `这一栏必须填写，请选填：${choice}。`
  return `这一栏只能填：${choice}。请改正${required ? '' : '；不清楚的可以留空'}。`
}

export function rowCodeName(code: RowCode): string {
  return ROW[code][0]
}

/** The column in 【】 goes first: a returned row is read again, and 备注 or 日期 at its start would make it no data. */
export function rowReason(code: RowCode, facts: RowFacts): string {
  return `【${headingForm(facts.column.heading)}】${ROW[code][1](facts)}`
}

/** `17位数字` */
function shapeOf(value: string): string {
  const text = compact(value)
  const length = [...text].length
  if (!/^[\dXx]+$/.test(text)) return `${length}个字符，含有数字以外的内容`
  if (length !== 18) return /^\d+$/.test(text) ? `${length}位数字` : `${length}位`
  return text.startsWith('0') ? '18位，但首位是0' : '18位，但字母 X 不在末位'
}

function isBlank(value: string): boolean {
  return compact(value) === ''
}

export interface RefusalFacts {
  'file-unreadable': { readonly reason: UnreadableReason | undefined }
  'file-too-large': Record<never, never>
  'file-expands': Record<never, never>
  /** Without `looksLike`, the office does not send the form. */
  'form-mismatch': { readonly wanted: string; readonly looksLike?: string }
  'header-missing': { readonly wanted: string; readonly missing: readonly string[] }
  empty: { readonly wanted: string; readonly isAnswer?: boolean }
  'all-returned': { readonly rows: number; readonly mostlyElsewhere: boolean; readonly isPart?: boolean }
  'return-refused': { readonly faults: readonly ReturnFault[] }
}

const REFUSALS: { [C in RefusalCode]: (facts: RefusalFacts[C]) => string } = {
  'file-unreadable': ({ reason }) => UNREADABLE[reason ?? 'unknown'],
  'file-too-large': () =>
    '文件超过100兆字节，未接收。请删去与名单无关的图片、工作表和空白行列，另存后重新上传；仍然过大的，请与平台管理员联系。',
  'file-expands': () =>
    '文件展开后过大（.xlsx 超过3吉字节，其他格式超过200兆字节），未接收。多半是空白行列设了格式：请把名单复制到下载的模板里，另存后重新上传。',
  'form-mismatch': ({ wanted, looksLike }) =>
    looksLike === undefined
      ? `“${wanted}”不由本单位报送。请核对上传的位置；确需报送的，请与平台管理员联系。`
      : `这里应当上传“${wanted}”，而这份文件看起来是“${looksLike}”。请核对：是文件选错了，还是上传的位置不对。`,
  'header-missing': ({ wanted, missing }) =>
    `没有找到“${wanted}”的表头。表头应在前50行内，并且各栏在同一行；缺少：${missing.map((m) => headingForm(m)).join('、')}。请对照模板补上后重新上传。`,
  empty: ({ wanted, isAnswer }) =>
    isAnswer
      ? `“${wanted}”里没有填写的行。请填好后重新上传。`
      : `“${wanted}”里只有表头，没有人员。本期确实没有人员的，请改报“零报告”；否则请填好名单后重新上传。`,
  'all-returned': ({ rows, mostlyElsewhere, isPart }) =>
    mostlyElsewhere
      ? `全部 ${rows} 行都被退回，其中多数不是本县（市、区）的人员。请核对：上传时县（市、区）是否选对。`
      : `全部 ${rows} 行都被退回，没有一行可以采用。请下载退回表，按每行的原因改正后${isPart ? '作为“新增”名单' : '重新'}上传。`,
  'return-refused': ({ faults }) => faults.map((fault) => RETURN_FAULTS[fault]).join(''),
}

export function refusal<C extends RefusalCode>(code: C, facts: RefusalFacts[C]): string {
  return `${REFUSALS[code](facts)}（整份文件未采用，原有数据不受影响。）`
}

export function unreadSheet(name: string): string {
  return `工作表“${name}”没有名单的表头，未读取。如果里面有名单，请把表头补在前50行内；如果只是说明，可以不理会。`
}

export const NOT_REPEATED = '退回的行过多，本行内容未列出，请按原行号在原文件中改正。'
