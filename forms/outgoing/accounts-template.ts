/** The workbook by which a division's people are brought in: its offices are filled in (docs/forms.md#accounts). */
import type { Writable } from 'node:stream'
import { INSTRUCTION_SHEET } from '../../schemas/columns.ts'
import { DUTY_NAMES } from '../../wording/duties.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { SIGN_IN_NAME } from '../../wording/people.ts'
import { ACCOUNT_DUTIES, ACCOUNT_ROWS, ACCOUNTS_SHEET, YES } from '../incoming/accounts.ts'
import { columnLetters, newBook } from './book.ts'
import { LOOK } from './office-sheet.ts'
import { linesOf, onPaper, PAGE_WIDTH, rowHeight } from './paper.ts'

const HEADER_ROW = 2
const LAST_ROW = HEADER_ROW + ACCOUNT_ROWS * 2
const OFFICES_SHEET = '单位名称'
const NOTE_SIZE = 12

const NOTES = [
  '一人一行，一人一个账号，不得共用。一个单位有几个人的，在下面的空行中再选这个单位。',
  '“手机号或者电子邮箱”用来登录。填电子邮箱的，安全管理员确认以后邀请信发到邮箱；填手机号的，由系统管理员打印邀请信交给本人。',
  `职责可以有几项，担任的填“${YES}”。组批、审批只属于社保经办机构，复核只属于报送名单的单位；同一批次的组批和审批、同一名单的报送和复核，须由不同的人办理。`,
  '系统管理员、安全管理员、审计员请在网页上新建。',
  `没有填人员的行不用删除。一次最多${ACCOUNT_ROWS}人；重复上传同一份表，已有的账号不变。`,
]

export async function writeAccountsTemplate(out: Writable, offices: readonly string[]): Promise<void> {
  const book = await newBook(out)
  const columns = [
    { heading: `${HEADINGS.office}*`, width: 40 },
    { heading: `${HEADINGS.name}*`, width: 14 },
    { heading: `${SIGN_IN_NAME}*`, width: 32 },
    ...ACCOUNT_DUTIES.map((duty) => ({ heading: DUTY_NAMES[duty], width: 9 })),
  ]
  const sheet = book.sheet(ACCOUNTS_SHEET, {
    widths: columns.map(({ width }) => width),
    columnStyles: columns.map(() => ({ numFmt: '@' })),
    frozenRows: HEADER_ROW,
    ...onPaper(HEADER_ROW),
  })
  sheet.row([ACCOUNTS_SHEET], book.style({ ...LOOK.title, font: { ...LOOK.title.font, size: 16 } }), 30)
  sheet.merge(1, 1, columns.length)
  sheet.row(
    columns.map(({ heading }) => heading),
    book.style(LOOK.head),
    26,
  )
  const text = book.style(LOOK.text)
  for (const office of offices) sheet.row([office, ...columns.slice(1).map(() => undefined)], text)
  const range = (column: number) => {
    const letter = columnLetters(column)
    return `${letter}${HEADER_ROW + 1}:${letter}${LAST_ROW}`
  }
  const list = (formula: string) => ({
    type: 'list' as const,
    formulae: [formula],
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'stop' as const,
    errorTitle: '没有这个选项',
    error: '请点开单元格右边的箭头选择。',
  })
  sheet.validate(range(1), list(`'${OFFICES_SHEET}'!$A$1:$A$${offices.length}`))
  ACCOUNT_DUTIES.forEach((_, i) => {
    sheet.validate(range(i + 4), list(`"${YES}"`))
  })
  await sheet.end()
  const notes = book.sheet(INSTRUCTION_SHEET, { widths: [PAGE_WIDTH / 6], tabColour: 'FF9C5700', ...onPaper(1) })
  notes.row(
    [`${INSTRUCTION_SHEET}：${ACCOUNTS_SHEET}`],
    book.style({ ...LOOK.title, font: { ...LOOK.title.font, size: 16 } }),
    32,
  )
  const line = book.style({ ...LOOK.line, alignment: { vertical: 'middle', wrapText: true } })
  NOTES.forEach((note, i) => {
    const words = `${i + 1}. ${note}`
    notes.row([words], line, rowHeight(linesOf(words, (PAGE_WIDTH * 2) / NOTE_SIZE - 2), NOTE_SIZE))
  })
  await notes.end()
  const names = book.sheet(OFFICES_SHEET, { widths: [40], hidden: true })
  for (const office of offices) names.row([office], text)
  await names.end()
  await book.close()
}
