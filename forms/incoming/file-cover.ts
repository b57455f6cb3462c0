/** What a file says of itself before it is sent: which form it is, of which month, and whose. */
import { compact } from '../../rules/rows/normalise.ts'
import { FORMS, type FormCode } from '../../schemas/columns.ts'
import type { OwnWords } from './own-words.ts'
import type { Workbook } from './sheet/sheet.ts'
import { formOfHeader, HEADER_WITHIN, readTable } from './table.ts'

export interface FileCover {
  readonly form: FormCode
  readonly own: OwnWords
  readonly rows: number
  /** 填报单位, as it is written. */
  readonly office?: string
  /** 县（市、区） of the first row of data, as it is written. */
  readonly county?: string
}

/** @throws UnreadableFile, ReadAgain */
export async function fileCover(workbook: Workbook): Promise<FileCover | undefined> {
  const code = await formOf(workbook)
  if (!code) return undefined
  const form = FORMS[code]
  const countyAt = form.columns.findIndex(({ use }) => use === 'county')
  const said: { office?: string; county?: string } = {}
  const table = await readTable(
    workbook,
    form,
    ({ texts }, { at }) => {
      const county = texts[at[countyAt] ?? -1]
      if (county) said.county ??= county
    },
    ({ texts }, _, where) => {
      const office = where === 'above' ? officeIn(texts) : undefined
      if (office) said.office ??= office
    },
  )
  return { form: code, rows: 0, own: { period: undefined, mode: undefined }, ...said, ...(table.ok && table) }
}

async function formOf(workbook: Workbook): Promise<FormCode | undefined> {
  for (const sheet of workbook.sheets) {
    if (sheet.hidden) continue
    for await (const rows of sheet.rows()) {
      const header = rows.find(({ number, texts }) => number <= HEADER_WITHIN && formOfHeader(texts))
      if (header) return formOfHeader(header.texts)?.code
      if ((rows.at(-1)?.number ?? 0) > HEADER_WITHIN) break
    }
  }
  return undefined
}

const LABEL = '填报单位'
/** What may follow in the same cell. */
const NEXT = /所属期|名单类型|填报日期|填表/

function officeIn(texts: readonly string[]): string | undefined {
  const line = texts.map(compact).join('')
  const at = line.indexOf(LABEL)
  if (at < 0) return undefined
  const [office] = line.slice(at + LABEL.length).split(NEXT)
  return office?.replace(/^[:：]/, '').slice(0, 40) || undefined
}
