/** `npm run audit -- verify`: holds every chain of the audit against what was deposited of it. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Day } from '../../schemas/codes.ts'
import type { AuditHead } from '../../schemas/records/audit.ts'
import { brokenWords } from '../../wording/audit.ts'
import { type Verified, verifyAudit } from '../hub/audit-heads.ts'
import { hubStores } from '../hub/hub-stores.ts'
import { stageUse } from '../hub/stage-use.ts'
import { withHub } from './with-hub.ts'

const USAGE = `npm run audit -- verify [--data .yingbao] [--since 2018-06-01] [--head "440200 12 核对值"]

  逐条核对审计记录是否被修改、删除、插入或者调换次序。运行前请先停止平台。
  --since  从这一天之前最近一次留存的核对值起核对
  --head   发给审计员的邮件中的核对值（区划代码、第几条、核对值），可以写多个

  结束代码：0 全部无误，1 有不符的记录或者不能核对，2 参数有误。`

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string', default: '.yingbao' },
        since: { type: 'string' },
        head: { type: 'string', multiple: true, default: [] },
      },
    })
    const { data: dataDir, since } = values
    const heads = values.head.map(headOf)
    const isDay = since === undefined || Day.safeParse(since).success
    if (positionals.join() === 'verify' && isDay && heads.every((head) => head !== undefined)) {
      if (existsSync(dataDir)) return { dataDir, since: since ? new Date(`${since}T00:00+08:00`) : undefined, heads }
      process.stderr.write(`没有数据文件夹 ${dataDir}。\n`)
    }
  } catch {}
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

function headOf(text: string): AuditHead | undefined {
  const [, division, seq, hash] = /^(\d{6}) ([1-9]\d{0,11}) ([0-9a-f]{64})$/.exec(text.trim()) ?? []
  return division && seq && hash ? { division, seq: Number(seq), hash, time: new Date().toISOString() } : undefined
}

function say({ chains, file, flaw }: Verified): void {
  const fault = (text: string) => {
    process.stderr.write(`${text}\n`)
    process.exitCode = 1
  }
  if (chains.length === 0) fault('平台还没有参数设置，也没有留存的核对值，不能核对。')
  if (flaw === 'absent' && chains.some(({ entries }) => entries > 0))
    fault(`没有核对值文件 ${file}，只能核对前后连接。请从备份恢复该文件，再核对一次。`)
  if (typeof flaw === 'number') fault(`核对值文件 ${file} 第${flaw}行不是平台写入的内容，或者前面的行被删除。`)
  for (const { division, first, entries, broken, head } of chains) {
    if (broken) fault(`${division}：${brokenWords(broken)}。`)
    else process.stdout.write(`${division}：第${first}条起共${entries}条，无误。${headWords(head)}\n`)
  }
}

function headWords(head: AuditHead | undefined): string {
  if (!head) return '没有留存过核对值。'
  return `最近一次留存核对值：${new Date(head.time).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })}，第${head.seq}条。`
}

const wanted = readOptions()
await withHub({ dataDir: wanted.dataDir, port: 0, log: stageUse().log }, async (hub) =>
  say(await verifyAudit(hubStores(hub), wanted)),
)
