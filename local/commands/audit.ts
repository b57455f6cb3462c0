/**
 * `npm run audit`: `verify` holds every chain of the audit against what was deposited of it, `restored` says what a restoration of
 * tables has lost of them.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Day } from '../../schemas/codes.ts'
import { type AuditHead, AuditRestoration } from '../../schemas/records/audit.ts'
import { audit } from '../../stores/access/audit.ts'
import { auditHeads } from '../../stores/access/audit-heads.ts'
import { auditStates } from '../../stores/access/audit-states.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { workTable } from '../../stores/aws/work.ts'
import { policies } from '../../stores/policy/policies.ts'
import { brokenWords, gapWords } from '../../wording/audit.ts'
import {
  fileBeside,
  keepRestorationBeside,
  linesBeside,
  type Verified,
  verifyAudit,
  verifyBeside,
} from '../hub/audit-heads.ts'
import { type FoundRestoration, findRestoration, keepRestoration, type Restored } from '../hub/audit-restored.ts'
import { hubStores } from '../hub/hub-stores.ts'
import { stageUse } from '../hub/stage-use.ts'
import { withHub } from './with-hub.ts'

const USAGE = `npm run audit -- verify [--data .yingbao] [--since 2018-06-01] [--head "核对值"]
npm run audit -- verify --table 数据表 --bucket 存储桶 [--since …] [--head …]
npm run audit -- restored --to 2018-06-06T10:00+08:00 --approval 批准文号 [--data .yingbao | --table … --bucket …] [--write]

  verify   逐条核对审计记录是否被修改、删除、插入或者调换次序。运行前请先停止平台。
  restored 数据从备份恢复以后，登记审计记录丢失了哪一段；登记后不能撤销，每次核对都会说明。
  --since  从这一天之前最近一次留存的核对值起核对
  --table、--bucket  在云上运行的平台的数据表 work 和核对值存储桶（使用本机的云账号）
  --head   发给审计员的邮件中的一行（区划代码、日期、第几条、核对值），可以写多个
  --to     备份的时刻
  --approval 批准恢复的文号，不超过100个字，不写身份证号码
  --write  写明的才登记；不写的，只说明将登记什么，不作改动

  结束代码：0 全部无误，1 有不符的记录或者不能核对，2 参数有误。`

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string', default: '.yingbao' },
        table: { type: 'string' },
        bucket: { type: 'string' },
        since: { type: 'string' },
        head: { type: 'string', multiple: true, default: [] },
        to: { type: 'string' },
        approval: { type: 'string' },
        write: { type: 'boolean', default: false },
      },
    })
    const { data, table, bucket, since: day, write: isWritten } = values
    const told = values.head.map(headOf)
    const isDay = day === undefined || Day.safeParse(day).success
    const isPlace = (table === undefined) === (bucket === undefined) && (table !== undefined || existsSync(data))
    const place = { data, table, bucket }
    if (positionals.join() === 'verify' && isDay && isPlace && told.every((head) => head !== undefined))
      return { ...place, wanted: { told, since: day === undefined ? undefined : startOf(day) } }
    const restored = restoredOf(values)
    if (positionals.join() === 'restored' && isPlace && restored) return { ...place, restored, isWritten }
  } catch {}
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

const startOf = (day: string) => new Date(`${day}T00:00+08:00`)

function headOf(text: string): AuditHead | undefined {
  const [, division, day, seq, hash] = /^(\d{6}) (\S+) ([1-9]\d{0,11}) ([0-9a-f]{64})$/.exec(text.trim()) ?? []
  if (!division || !seq || !hash || !Day.safeParse(day).success) return undefined
  return { division, seq: Number(seq), hash, time: startOf(String(day)).toISOString() }
}

function restoredOf({ to = '', approval }: { to?: string; approval?: string }): Restored | undefined {
  const [said, paper, now] = [new Date(to), AuditRestoration.shape.approval.safeParse(approval).data, new Date()]
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d.*([+-]\d\d:\d\d|Z)$/.test(to) || !(said < now)) return undefined
  return paper?.trim() ? { to: said, approval: paper.trim(), now } : undefined
}

function say({ chains, flaw }: Verified, file = ''): void {
  const fault = (text: string) => {
    process.stderr.write(`${text}\n`)
    process.exitCode = 1
  }
  if (chains.length === 0) fault('平台还没有参数设置，也没有留存的核对值，不能核对。')
  if (flaw === 'absent' && chains.some(({ entries }) => entries > 0))
    fault(`没有核对值文件 ${file}，只能核对前后连接。请从备份恢复该文件，再核对一次。`)
  if (typeof flaw === 'number') fault(`核对值文件 ${file} 第${flaw}行不是平台写入的内容，或者前面的行被删除。`)
  for (const { division, first, entries, broken, head, isBehind, gaps } of chains) {
    if (isBehind) fault(`${division}：缺少最近一次留存的核对值，可能被删除。`)
    for (const gap of gaps) process.stdout.write(`${division}：${gapWords(gap)}。\n`)
    if (broken) fault(`${division}：${brokenWords(broken)}。`)
    else process.stdout.write(`${division}：第${first}条起共${entries}条，无误。${headWords(head)}\n`)
  }
}

function headWords(head: AuditHead | undefined): string {
  if (!head) return '没有留存过核对值。'
  return `最近一次留存核对值：${new Date(head.time).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })}，第${head.seq}条。`
}

/** @returns whether it is to be kept */
function sayFound({ gaps, broken, isKnown }: FoundRestoration, isWritten: boolean): boolean {
  const unfit = broken.map((one) => `${one.division}：${brokenWords(one.broken)}。\n`)
  if (isKnown || unfit.length > 0) {
    const why = isKnown
      ? '这次恢复已经登记过，审计记录都相符，不用再登记。'
      : '以下记录不能用恢复到这一时刻来解释，没有登记。请核对备份的时刻；时刻不错的，按审计记录被改动处理。'
    process.stderr.write(`${why}\n${isKnown ? '' : unfit.join('')}`)
    process.exitCode = 1
    return false
  }
  const lines = gaps.map(({ division, gap }) => `${division}：${gapWords(gap)}。`)
  process.stdout.write(`${[...lines, isWritten ? '登记完成。' : '未登记；写明 --write 的才登记。'].join('\n')}\n`)
  return isWritten
}

const { data, table, bucket, ...asked } = readOptions()
if (table && bucket) {
  const clients = makeClients()
  const work = workTable(clients, table)
  const stores = {
    audit: audit(work),
    auditStates: auditStates(work),
    auditHeads: auditHeads(clients, bucket),
    policies: policies(work),
  }
  const run = async () => {
    if ('wanted' in asked) return say(await verifyAudit(stores, asked.wanted))
    const found = await findRestoration(stores, asked.restored)
    if (sayFound(found, asked.isWritten)) await keepRestoration(stores, found)
  }
  await run().catch((error: Error) => {
    process.stderr.write(`不能读写数据表 ${table} 或者存储桶 ${bucket}：${error.name}。\n`)
    process.exitCode = 1
  })
} else
  await withHub({ dataDir: data, port: 0, log: stageUse().log }, async (hub) => {
    const stores = hubStores(hub)
    if ('wanted' in asked) return say(await verifyBeside(stores, data, asked.wanted), fileBeside(data))
    const found = await findRestoration(stores, asked.restored, linesBeside(data))
    if (!sayFound(found, asked.isWritten)) return
    await keepRestoration(stores, found)
    await keepRestorationBeside(stores, data, found.restoration)
  })
