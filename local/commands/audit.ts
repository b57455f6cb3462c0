/** `npm run audit -- verify`: holds every chain of the audit against what was deposited of it. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Day } from '../../schemas/codes.ts'
import type { AuditHead } from '../../schemas/records/audit.ts'
import { audit } from '../../stores/access/audit.ts'
import { auditHeads } from '../../stores/access/audit-heads.ts'
import { auditStates } from '../../stores/access/audit-states.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { workTable } from '../../stores/aws/work.ts'
import { policies } from '../../stores/policy/policies.ts'
import { brokenWords } from '../../wording/audit.ts'
import { fileBeside, type Verified, verifyAudit, verifyBeside } from '../hub/audit-heads.ts'
import { hubStores } from '../hub/hub-stores.ts'
import { stageUse } from '../hub/stage-use.ts'
import { withHub } from './with-hub.ts'

const USAGE = `npm run audit -- verify [--data .yingbao] [--since 2018-06-01] [--head "核对值"]
npm run audit -- verify --table 数据表 --bucket 存储桶 [--since …] [--head …]

  逐条核对审计记录是否被修改、删除、插入或者调换次序。运行前请先停止平台。
  --since  从这一天之前最近一次留存的核对值起核对
  --table、--bucket  在云上运行的平台的数据表 work 和核对值存储桶（使用本机的云账号）
  --head   发给审计员的邮件中的一行（区划代码、日期、第几条、核对值），可以写多个

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
      },
    })
    const { data, table, bucket, since: day } = values
    const told = values.head.map(headOf)
    const isDay = day === undefined || Day.safeParse(day).success
    const isPlace = (table === undefined) === (bucket === undefined) && (table !== undefined || existsSync(data))
    if (positionals.join() === 'verify' && isDay && isPlace && told.every((head) => head !== undefined))
      return { data, table, bucket, told, since: day === undefined ? undefined : startOf(day) }
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

function say({ chains, flaw }: Verified, file = ''): void {
  const fault = (text: string) => {
    process.stderr.write(`${text}\n`)
    process.exitCode = 1
  }
  if (chains.length === 0) fault('平台还没有参数设置，也没有留存的核对值，不能核对。')
  if (flaw === 'absent' && chains.some(({ entries }) => entries > 0))
    fault(`没有核对值文件 ${file}，只能核对前后连接。请从备份恢复该文件，再核对一次。`)
  if (typeof flaw === 'number') fault(`核对值文件 ${file} 第${flaw}行不是平台写入的内容，或者前面的行被删除。`)
  for (const { division, first, entries, broken, head, isBehind } of chains) {
    if (isBehind) fault(`${division}：缺少最近一次留存的核对值，可能被删除。`)
    if (broken) fault(`${division}：${brokenWords(broken)}。`)
    else process.stdout.write(`${division}：第${first}条起共${entries}条，无误。${headWords(head)}\n`)
  }
}

function headWords(head: AuditHead | undefined): string {
  if (!head) return '没有留存过核对值。'
  return `最近一次留存核对值：${new Date(head.time).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })}，第${head.seq}条。`
}

const { data, table, bucket, ...wanted } = readOptions()
if (table && bucket) {
  const clients = makeClients()
  const work = workTable(clients, table)
  const stores = {
    audit: audit(work),
    auditStates: auditStates(work),
    auditHeads: auditHeads(clients, bucket),
    policies: policies(work),
  }
  await verifyAudit(stores, wanted).then(say, (error: Error) => {
    process.stderr.write(`不能读取数据表 ${table} 或者存储桶 ${bucket}：${error.name}。\n`)
    process.exitCode = 1
  })
} else
  await withHub({ dataDir: data, port: 0, log: stageUse().log }, async (hub) =>
    say(await verifyBeside(hubStores(hub), data, wanted), fileBeside(data)),
  )
