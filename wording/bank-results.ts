/** What the bank says about a row. */
import type { BankResult } from '../schemas/codes.ts'

export const BANK_RESULT_NAMES: Record<BankResult, string> = {
  '00': '成功',
  '01': '身份信息不符',
  '02': '无账户',
  '03': '账户状态异常',
  '04': '重复缴费',
  '05': '已入账后退回',
  '90': '待查',
  '99': '其他失败',
}
