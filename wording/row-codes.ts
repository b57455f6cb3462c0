/**
 * The codes of docs/rules.md#row-codes as a column of counts names them; the whole sentence stands in the returned
 * workbook.
 */
import type { RowCode } from '../schemas/codes.ts'

export const ROW_CODE_NAMES: Record<RowCode, string> = {
  'id-missing': '没有填身份证号码',
  'id-numeric': '身份证号码被存成数字',
  'id-15-digit': '15位旧身份证号码',
  'id-format': '身份证号码位数或格式不对',
  'id-birthdate': '身份证号码中的出生日期无效',
  'id-checksum': '身份证号码校验不符',
  'formula-empty': '公式没有计算结果',
  'text-damaged': '文字有乱码',
  'name-missing': '没有填姓名',
  'name-invalid': '姓名中有数字、符号，或不是姓名',
  'sex-mismatch': '性别与身份证号码不一致',
  'birthdate-mismatch': '出生日期与身份证号码不一致',
  'division-mismatch': '不是本县（市、区）',
  'township-unknown': '乡镇（街道）没有填或不存在',
  'code-unknown': '填写的内容不在可选范围',
  'certificate-mismatch': '残疾人证号不符',
  'disability-not-covered': '残疾类别、等级不在代缴范围',
  'duplicate-row': '与前面的行重复',
}
