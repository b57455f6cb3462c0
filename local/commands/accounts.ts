/** `npm run accounts -- first`: the links by which the first three persons take up their accounts. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { firstAccounts } from '../hub/first-accounts.ts'
import { hubStores } from '../hub/hub-stores.ts'
import { stageUse } from '../hub/stage-use.ts'
import { linkLines } from './link-lines.ts'
import { withHub } from './with-hub.ts'

const USAGE = `npm run accounts -- first [--data .yingbao] [--url http://localhost:8080]

  为系统管理员、安全管理员、审计员各生成一个启用账号的链接（48小时内有效，只能用一次）。
  已有人启用账号的，不再生成。运行前请先停止平台。`

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string', default: '.yingbao' },
        url: { type: 'string', default: 'http://localhost:8080' },
      },
    })
    if (positionals.join() === 'first' && URL.canParse(values.url) && existsSync(values.data)) return values
  } catch {}
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

const { data, url } = readOptions()
await withHub({ dataDir: data, port: 0, log: stageUse().log }, async (hub) => {
  const made = await firstAccounts(hubStores(hub), new Date())
  process.stdout.write(made.length > 0 ? `${linkLines(url, made).join('\n')}\n` : '已有人启用账号，没有生成链接。\n')
  if (made.length === 0) process.exitCode = 1
})
