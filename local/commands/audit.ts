/** `npm run audit -- verify`: holds every chain of the audit against what was deposited of it. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { BROKEN_WORDS } from '../../wording/audit.ts'
import { verifyAudit } from '../hub/audit-heads.ts'
import { hubStores } from '../hub/hub-stores.ts'
import { stageUse } from '../hub/stage-use.ts'
import { withHub } from './with-hub.ts'

const USAGE = `npm run audit -- verify [--data .yingbao]

  逐条核对审计记录是否被修改、删除、插入或者调换次序。运行前请先停止平台。`

function dataFolder(): string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string', default: '.yingbao' } },
    })
    if (positionals.join() === 'verify' && existsSync(values.data)) return values.data
  } catch {}
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

const dataDir = dataFolder()
await withHub({ dataDir, port: 0, log: stageUse().log }, async (hub) => {
  for (const { division, entries, broken } of await verifyAudit(hubStores(hub), dataDir)) {
    if (!broken) process.stdout.write(`${division}：${entries}条，无误。\n`)
    else {
      process.stderr.write(`${division}：第${broken.seq}条${BROKEN_WORDS[broken.why]}。\n`)
      process.exitCode = 1
    }
  }
})
