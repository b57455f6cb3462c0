/** Words of a township's page, and the rows of its form. */
import { FORMS } from '../schemas/columns.ts'

export const MATERIALS = FORMS.materials.columns
  .map(({ heading, codes }) => ({ heading, codes }))
  .filter(({ heading }) => !['案件编号', '姓名', '身份证号码', '备注'].includes(heading))

/** A row without it is not sent. */
export const COLLECTED = '材料情况'
export const VERIFIED_ON = '复核日期'

/** A row of the materials form, by heading. */
export function materialsRow(
  { number, name, id }: { readonly number: string; readonly name: string; readonly id: string },
  said: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return { ...said, 案件编号: number, 姓名: name, 身份证号码: id }
}
