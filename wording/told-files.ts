/** What the hub says of files before they are sent. */
import type { UnreadableReason } from '../schemas/codes.ts'
import { periodName } from './dates.ts'
import { refusal } from './row-reasons.ts'

export const FILE_TYPES = '.xlsx、.xls、.et 或 .csv'

export const TOLD = {
  unreadable: (code: 'file-unreadable' | 'file-too-large' | 'file-expands', reason: UnreadableReason | undefined) =>
    refusal(code, { reason }),
  unfamiliar: '没有认出是哪一种表：前50行里没有完整的表头。请用本平台的模板，或者选择报表后照常报送，由平台逐项核对。',
  others: (title: string) => `这是“${title}”，不由本单位报送。请核对是不是选错了文件。`,
  form: '文件没有写明是“新增”还是“全部”名单，请选择。',
  period: '文件没有写明所属期，请选择。',
  farPeriod: (period: string) => `文件写的所属期是${periodName(period)}，不在可报送的范围内，请核对后选择。`,
  otherCounty: (county: string) => `第一行写的县（市、区）是“${county}”，与本单位不同。请核对是不是选错了文件。`,
  empty: '表里没有人员。没有人员要报的，请用零报告。',
  twice: (name: string) => `与“${name}”是同一种表、同一个所属期，已经不勾选。确实要报两份的，请先后报送。`,
} as const

export const filesChosen = (count: number) => `已读取${count}个文件，还没有报送`

export const SENT_TOGETHER = (count: number) => `${count}份文件已经报送，平台正在或者已经逐份检查、比对。`
export const AFTER_SENDING =
  '点回执编号看每一份的回执：下一步由谁办理、何时截止。退回的行在回执上下载、改正；待确认的由本单位另一位同志确认。'
