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

/** Above the list: to whoever goes there, and to whoever sees to it that somebody goes. */
export const TO_VISIT =
  '入户以后，逐人勾选，再点页末的“报送已填写的各件”。没有网络也可以填写：填写的内容存在这台设备上，有网络时再报送。出发以前请先打开本页，不要关闭。'
export const TO_OVERSEE =
  '以下人员的材料还没有收齐，由乡镇（街道）人社服务所入户以后报送。可以按村（居）查看进度、打印村表，逾期或者快到期的请催办。'
export const FORM_HINT = '已填好人员的表，填完以后在“报送”页上传；没有收集的人，请删去该行。村表可以打印带走。'

/** A row of the materials form, by heading. */
export function materialsRow(
  { number, name, id }: { readonly number: string; readonly name: string; readonly id: string },
  said: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return { ...said, 案件编号: number, 姓名: name, 身份证号码: id }
}

/** Filled in by hand. */
export const VILLAGE_BLANKS = ['材料情况', '核实情况', '收集人', '复核人、日期', '备注']

export const NO_VILLAGE = '没有填村（居）的'
