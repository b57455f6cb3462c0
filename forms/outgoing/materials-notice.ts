/** 申报材料收集通知 for a township (docs/forms.md#materials-notice). */

import type { Writable } from 'node:stream'
import type { Reason } from '../../schemas/codes.ts'
import type { CaseKind, Standing } from '../../schemas/records/case.ts'
import { BUSINESS_NAMES } from '../../wording/business.ts'
import { dayName, periodLine } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { REASON_NAMES } from '../../wording/outcomes.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { standingName } from '../../wording/standings.ts'
import { PROVISIONAL } from '../../wording/timeliness.ts'
import { newBook } from './book.ts'
import { type ReportColumn, valuesOf, writeTable } from './office-sheet.ts'
import type { Printed } from './printed.ts'

export interface MaterialsRow {
  readonly caseNumber: string
  readonly village?: string | undefined
  readonly name: string
  readonly id: string
  readonly kind: CaseKind
  /** Of a case that a notice names. */
  readonly standing: Standing
  /** Why a pension is to be claimed. */
  readonly claimReason?: Reason | undefined
  readonly phone?: string | undefined
}

export interface MaterialsNoticeInput extends Printed {
  readonly township: string
  /** 致: the service office's official name. */
  readonly addressee: string
  /** The agency's contact, as far as policy has one. */
  readonly contact?: { readonly name?: string | undefined; readonly phone?: string | undefined } | undefined
  /** `YYYY-MM-DD`. */
  readonly due?: string
  /** The year's calendar is not published yet. */
  readonly provisional?: boolean
  readonly rows: readonly MaterialsRow[]
}

const MATTERS: Record<CaseKind, string> = { contribution: '参保缴费', claim: BUSINESS_NAMES.claim }
const MATERIALS: Record<CaseKind, string> = {
  contribution: '身份证、户口簿复印件，参保登记表，存折（社保卡）复印件',
  claim: '身份证、户口簿复印件，待遇领取申请表，存折（社保卡）复印件',
}
const ACCOUNT = '存折（社保卡）复印件'
/** What mends a failure. */
const MENDED_BY: Readonly<Record<string, string>> = { '01': '身份证、户口簿复印件', '02': ACCOUNT, '03': ACCOUNT }

const COLUMNS: readonly ReportColumn<MaterialsRow>[] = [
  { heading: HEADINGS.caseNumber, width: 20, look: 'number', value: ({ caseNumber }) => caseNumber },
  { heading: HEADINGS.villageCommittee, width: 14, look: 'centre', value: ({ village }) => village },
  { heading: HEADINGS.name, width: 10, look: 'centre', value: ({ name }) => name },
  { heading: HEADINGS.id, width: 19, look: 'number', value: ({ id }) => id },
  { heading: '事项', width: 9, look: 'centre', value: ({ kind }) => MATTERS[kind] },
  { heading: '需要材料', width: 26, look: 'text', value: materialsOf },
  { heading: HEADINGS.remark, width: 24, look: 'text', value: whyOf },
  { heading: HEADINGS.phone, width: 12.5, look: 'number', value: ({ phone }) => phone },
]

function materialsOf({ kind, standing: { state, reason = '' } }: MaterialsRow): string {
  if (state === 'paused') return '入户复核情况'
  return (state === 'failed' && MENDED_BY[reason]) || MATERIALS[kind]
}

function whyOf({ kind, standing, claimReason }: MaterialsRow): string {
  if (standing.state === 'failed') return `${standingName(standing)}，请核对后重新收集材料`
  if (standing.state === 'paused') return `${standingName(standing)}，情况有变化的请重新复核填报`
  if (kind === 'contribution') return '未参保，材料未收齐'
  return `已满60周岁，${claimReason ? `${REASON_NAMES[claimReason]}，` : ''}材料未收齐`
}

/** Resolves once `out` has finished. */
export async function writeMaterialsNotice(out: Writable, input: MaterialsNoticeInput): Promise<void> {
  const book = await newBook(out)
  const rows = [...input.rows].sort(
    (a, b) => compare(a.village ?? '', b.village ?? '') || compare(a.caseNumber, b.caseNumber),
  )
  const due = input.due ? `请于${dayName(input.due)}${input.provisional ? PROVISIONAL : ''}前（含当日）` : '请及时'
  const { addressee, contact, reportingOffice } = input
  await writeTable(
    book,
    {
      sheetName: FOLDER_NAMES.township,
      title: `${input.township}${FOLDER_NAMES.township}`,
      reportingOffice,
      aside: periodLine(input.period),
      lines: [
        [`致：${addressee}`],
        [
          `下列${rows.length}件符合代缴或领取待遇条件，需要收集材料或者重新复核。${due}通知村（居）委会办理，经驻村工作队入户复核后，填报“申报材料收集情况”。来电询问，请报案件编号。`,
        ],
        [
          `经办机构：${reportingOffice}　　联系人：${contact?.name ?? BLANK}　　${HEADINGS.phone}：${contact?.phone ?? BLANK}`,
        ],
      ],
      columns: COLUMNS,
    },
    rows.map((row, i) => valuesOf(COLUMNS, row, i + 1)),
  )
  await book.close()
}

/** For handwriting. */
const BLANK = '＿＿＿＿＿＿'

/** Code points sort alike on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
