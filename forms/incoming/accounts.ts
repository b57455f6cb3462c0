/** Accounts of a division's offices as a workbook: one person a row, read back row by row (docs/forms.md#accounts). */
import { grantFault } from '../../rules/access/grants.ts'
import { compact, headingForm } from '../../rules/rows/normalise.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Duty } from '../../schemas/duties.ts'
import { HolderName, SignInName } from '../../schemas/records/account.ts'
import { DUTY_NAMES } from '../../wording/duties.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { GRANT_FAULTS, SIGN_IN_NAME } from '../../wording/people.ts'
import type { Workbook } from './sheet/sheet.ts'

export const ACCOUNTS_SHEET = '人员账号'
export const ACCOUNT_DUTIES: readonly Duty[] = ['clerk', 'confirmer', 'preparer', 'approver', 'leader']
export const ACCOUNT_ROWS = 500
export const YES = '是'

const REQUIRED = [HEADINGS.office, HEADINGS.name, SIGN_IN_NAME] as const
const HEADER_WITHIN = 20

export interface NamedOffice {
  readonly name: string
  readonly division: string
  readonly office: Office
}

export interface AccountRow extends Omit<NamedOffice, 'name'> {
  readonly row: number
  readonly name: string
  readonly signInName: string
  readonly duties: readonly Duty[]
}

export interface RowFault {
  /** 0 for the whole sheet. */
  readonly row: number
  readonly column: string
  readonly message: string
}

export interface AccountsReading {
  readonly rows: readonly AccountRow[]
  readonly faults: readonly RowFault[]
}

/** Rows without name, duties and a name to sign in by are the template's own. */
export async function readAccounts(workbook: Workbook, offices: readonly NamedOffice[]): Promise<AccountsReading> {
  const sheet = workbook.sheets.find(({ name }) => compact(name) === ACCOUNTS_SHEET) ?? workbook.sheets[0]
  const rows: AccountRow[] = []
  const faults: RowFault[] = []
  const seen = new Map<string, number>()
  let at: Map<string, number> | undefined
  let filled = 0
  for await (const batch of sheet?.rows() ?? []) {
    for (const { number: row, texts } of batch) {
      if (!at) {
        if (row > HEADER_WITHIN) break
        at = headingsIn(texts)
        continue
      }
      const index = at
      const text = (heading: string) => (texts[index.get(heading) ?? -1] ?? '').normalize('NFKC').trim()
      const duties = ACCOUNT_DUTIES.filter((duty) => text(DUTY_NAMES[duty]) === YES)
      if (text(HEADINGS.name) === '' && text(SIGN_IN_NAME) === '' && duties.length === 0) continue
      filled += 1
      if (filled > ACCOUNT_ROWS) {
        const message = `一次最多${ACCOUNT_ROWS}人，从这一行起没有读取。请分成几份上传。`
        return { rows, faults: [...faults, { row, column: '', message }] }
      }
      const found = rowOf(text, duties, offices, row, seen)
      if ('message' in found) faults.push(found)
      else rows.push(found)
    }
  }
  if (!at)
    faults.push({
      row: 0,
      column: '',
      message: `没有找到表头，应有：${REQUIRED.join('、')}。请下载模板，在原表上填写。`,
    })
  return { rows, faults }
}

function headingsIn(texts: readonly string[]): Map<string, number> | undefined {
  const forms = texts.map(headingForm)
  const headings = [...REQUIRED, ...ACCOUNT_DUTIES.map((duty) => DUTY_NAMES[duty])]
  const at = new Map(headings.map((heading) => [heading, forms.indexOf(headingForm(heading))]))
  return REQUIRED.every((heading) => (at.get(heading) ?? -1) >= 0) ? at : undefined
}

function rowOf(
  text: (heading: string) => string,
  duties: readonly Duty[],
  offices: readonly NamedOffice[],
  row: number,
  seen: Map<string, number>,
): AccountRow | RowFault {
  const fault = (column: string, message: string) => ({ row, column, message })
  const office = offices.find(({ name }) => compact(name) === compact(text(HEADINGS.office)))
  if (!office) return fault(HEADINGS.office, '没有这个单位。请从下拉列表中选择。')
  const name = HolderName.safeParse(text(HEADINGS.name)).data
  if (name === undefined) return fault(HEADINGS.name, '没有填姓名，太长，或者填了号码。请填写姓名。')
  const signInName = SignInName.safeParse(text(SIGN_IN_NAME)).data
  if (signInName === undefined) return fault(SIGN_IN_NAME, '不是手机号，也不是电子邮箱。请改正。')
  const earlier = seen.get(signInName)
  if (earlier !== undefined) return fault(SIGN_IN_NAME, `与第${earlier}行相同。一人一个账号，请改正或者删去一行。`)
  const { division, office: code } = office
  const unfit = grantFault({ division, office: code, duties })
  if (unfit) return fault(HEADINGS.duties, GRANT_FAULTS[unfit])
  seen.set(signInName, row)
  return { row, division, office: code, name, signInName, duties }
}
