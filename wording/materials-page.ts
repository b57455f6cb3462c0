/** Words of a township's page, and the rows of its form. */
import { FORMS } from '../schemas/columns.ts'

export const MATERIALS = FORMS.materials.columns
  .map(({ heading, codes }) => ({ heading, codes }))
  .filter(({ heading }) => !['案件编号', '姓名', '身份证号码', '备注'].includes(heading))

/** What a tick says. */
export const TICKED: Readonly<Record<string, string>> = { 材料情况: '已收齐', 入户复核: '已复核', 核实情况: '属实' }
export const TICK_WORDS = '材料已收齐，已入户复核，情况属实'

/** Said once for all that is filled in together. */
export const COMMON = ['收集人', '复核人', '复核日期', '乡镇确认人'] as const
export const VERIFIED_ON = '复核日期'

/** A row of the materials form, by heading. */
export function materialsRow(
  { number, name, id }: { readonly number: string; readonly name: string; readonly id: string },
  said: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return { ...said, 案件编号: number, 姓名: name, 身份证号码: id }
}

/** Filled in by hand. */
export const VILLAGE_BLANKS = ['材料情况', '核实情况', '收集人', '复核人、日期', '备注']
