/** What became of a dropped file, beside it: `<file>.receipt.json` for programs, from which a stopped run goes on, and `.txt`. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import { Instant, UploadState } from '../../schemas/codes.ts'
import { periodName, timeName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import type { Dropped } from './dropped.ts'

export const Receipt = z.object({
  /** `asked`: the file may have been sent; `sent`: it has. */
  stage: z.enum(['begun', 'asked', 'sent', 'settled', 'failed']),
  marker: z.string(),
  sha256: z.string(),
  key: z.string(),
  at: Instant,
  upload: z.string().optional(),
  state: UploadState.optional(),
  rows: z.int().optional(),
  returned: z.int().optional(),
  code: z.string().optional(),
  message: z.string(),
})
export type Receipt = z.infer<typeof Receipt>

const pathOf = ({ path }: Pick<Dropped, 'path'>, ending: 'json' | 'txt') => `${path}.receipt.${ending}`

/** Undefined where there is none that can be read. */
export function receiptOf(file: Pick<Dropped, 'path'>): Receipt | undefined {
  const path = pathOf(file, 'json')
  if (!existsSync(path)) return undefined
  try {
    return Receipt.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/** Whole or not at all, whenever the machine stops. */
function put(path: string, text: string): void {
  writeFileSync(`${path}.part`, text, { flush: true })
  renameSync(`${path}.part`, path)
}

export function keepReceipt(file: Dropped, receipt: Receipt, hub: string): void {
  put(pathOf(file, 'json'), `${JSON.stringify(receipt, null, 1)}\n`)
  if (receipt.state === undefined && receipt.stage !== 'failed') return
  // Editors of Windows know UTF-8 by its mark.
  put(pathOf(file, 'txt'), `\uFEFF${linesOf(file, receipt, hub).join('\r\n')}\r\n`)
}

function linesOf({ name, period, division }: Dropped, receipt: Receipt, hub: string): string[] {
  const { upload, message, at, returned = 0 } = receipt
  const page = upload && `${hub}/uploads/${division}/${upload}`
  return [
    `文件：${name}，所属期${periodName(period)}`,
    `${HEADINGS.sentAt}：${timeName(at)}${upload ? `，编号${upload}` : ''}`,
    `结果：${message}`,
    ...(returned > 0 && page
      ? [`退回的${returned}行含个人信息，接口密钥不能下载。请由本单位的经办人员登录平台，在回执上下载：${page}`]
      : page
        ? [`${PAGE_NAMES.receipt}：${page}`]
        : []),
  ]
}
