/** One round through a folder: what is marked is sent once, and what became of it stands beside it. */
import { hash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, statSync } from 'node:fs'
import { type Dropped, MARKED, readDropped } from './dropped.ts'
import { type HubByKey, Later, Refused } from './hub-by-key.ts'
import { keepReceipt, type Receipt, receiptOf } from './receipts.ts'

/** Bytes; no list of a city is as large. */
const LARGEST = 100 * 1024 ** 2
/** Hours for which the hub knows an `Idempotency-Key`, less one. */
const REPEATABLE = 23
const GIVEN_UP = '平台未能处理这份文件。请与平台管理员联系。'

export interface Drop {
  readonly dir: string
  readonly hub: string
  readonly api: HubByKey
  readonly now: () => Date
  readonly say: (sentence: string) => void
}

export interface Round {
  readonly settled: number
  readonly failed: number
  /** To be looked after in the next round. */
  readonly waiting: number
}

/** @throws KeyUnfit */
export async function round(drop: Drop): Promise<Round> {
  const { files, strange } = readDropped(drop.dir)
  const count = { settled: 0, failed: strange.length, waiting: 0 }
  for (const path of strange) drop.say(`${path}：位置或者文件名不对，没有报送。应为：区划代码/单位/年月/表名.xlsx。`)
  for (const file of files) count[await step(drop, file)]++
  return count
}

type Ended = keyof Round

/** In the order of their names: of two lists the later one is the one in force. */
async function step(drop: Drop, file: Dropped): Promise<Ended> {
  const before = receiptOf(file)
  const own = before?.marker === file.marker ? before : undefined
  try {
    return await carryOn(drop, file, own ?? begun(drop, file))
  } catch (error) {
    if (error instanceof Later) {
      drop.say(`${file.name}：${error.message}稍后再试。`)
      return 'waiting'
    }
    if (!(error instanceof Refused)) throw error
    const known = receiptOf(file)
    const receipt = known?.marker === file.marker ? known : undefined
    return ended(drop, file, {
      ...(receipt ?? { marker: file.marker, sha256: '', key: '', at: drop.now().toISOString() }),
      ...{ stage: 'failed', code: error.code, message: error.message },
    })
  }
}

function begun(drop: Drop, file: Dropped): Receipt {
  const { division, office, period, form, name, marker } = file
  const sha256 = hash('sha256', bytesOf(file), 'hex')
  const key = hash('sha256', [division, office, period, form, name, sha256, marker].join('\n'), 'hex')
  const receipt: Receipt = { stage: 'begun', marker, sha256, key, at: drop.now().toISOString(), message: '正在报送。' }
  keepReceipt(file, receipt, drop.hub)
  return receipt
}

/** @throws Refused for what cannot be sent */
function bytesOf({ path }: Dropped): Uint8Array<ArrayBuffer> {
  const refused = (code: string, message: string) => new Refused({ code, message })
  if (!existsSync(path)) throw refused('file-missing', '有标记（.ok）而没有文件，没有报送。请放入文件，重新标记。')
  const { size } = statSync(path)
  if (size === 0) throw refused('file-empty', '文件是空的，没有报送。请放入完整的文件，重新标记。')
  if (size > LARGEST) throw refused('file-too-large', '文件超过100MB，没有报送。请拆分以后重新标记。')
  return new Uint8Array(readFileSync(path))
}

async function carryOn(drop: Drop, file: Dropped, receipt: Receipt): Promise<Ended> {
  if (receipt.stage === 'settled' || receipt.stage === 'failed') return ended(drop, file, receipt)
  const sent = receipt.stage === 'sent' ? receipt : await send(drop, file, receipt)
  return follow(drop, file, sent)
}

async function send(drop: Drop, file: Dropped, receipt: Receipt): Promise<Receipt> {
  const { division, office, period, form, name } = file
  const bytes = bytesOf(file)
  const isChanged = hash('sha256', bytes, 'hex') !== receipt.sha256
  const isOld = (drop.now().getTime() - Date.parse(receipt.at)) / 3_600_000 > REPEATABLE
  if (receipt.upload && (isChanged || isOld)) return brokenOff(drop, file, receipt)
  if (isChanged)
    throw new Refused({
      code: 'file-changed',
      message: '文件在标记（.ok）以后又有改动，没有报送。请核对以后重新标记。',
    })
  const ticket = await drop.api.ask({ division, office, form, period, fileName: name, size: bytes.length }, receipt.key)
  const asked: Receipt = { ...receipt, stage: 'asked', upload: ticket.id }
  keepReceipt(file, asked, drop.hub)
  await drop.api.put(ticket, bytes)
  const sent: Receipt = { ...asked, stage: 'sent', message: '已经送达，正在检查。' }
  keepReceipt(file, sent, drop.hub)
  return sent
}

/** Asking again would be another upload, and the first may have got its file. */
async function brokenOff(drop: Drop, file: Dropped, receipt: Receipt): Promise<Receipt> {
  const upload = await drop.api.upload(file.division, receipt.upload ?? '')
  if (upload.state !== 'requested' || upload.reading) return { ...receipt, stage: 'sent' }
  const message = '上次报送中断，此后文件有改动，或者已超过一天，没有再次报送。请在回执上核对，需要的重新标记。'
  throw new Refused({ code: 'send-interrupted', message })
}

async function follow(drop: Drop, file: Dropped, receipt: Receipt): Promise<Ended> {
  const upload = await drop.api.upload(file.division, receipt.upload ?? '')
  const { state, done, reading, message } = upload
  if (state === 'requested' && !upload.failedAt) return 'waiting'
  const { rows, returned } = reading ?? {}
  const said: Receipt = {
    ...receipt,
    state,
    ...(reading && { rows, returned }),
    message: upload.failedAt ? GIVEN_UP : (message ?? receipt.message),
  }
  const isOver = upload.failedAt !== undefined || (state !== 'held' && done)
  if (isOver) return ended(drop, file, { ...said, stage: 'settled' })
  if (said.message !== receipt.message || said.state !== receipt.state) keepReceipt(file, said, drop.hub)
  return 'waiting'
}

/** The marker goes last: as long as it stands, the file is looked after. */
function ended(drop: Drop, file: Dropped, receipt: Receipt): Ended {
  keepReceipt(file, receipt, drop.hub)
  const isGood = receipt.stage === 'settled' && receipt.state === 'accepted'
  drop.say(`${file.name}：${receipt.message}`)
  renameSync(`${file.path}${MARKED}`, `${file.path}.${isGood ? 'done' : 'failed'}`)
  return isGood ? 'settled' : 'failed'
}
