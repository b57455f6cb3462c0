/** `npm run accounts -- first`: the first policy, and the links by which the first three persons take up their accounts. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { deployedHub } from '../cloud/deployed-hub.ts'
import { firstAccounts } from '../hub/first-accounts.ts'
import { firstPolicy } from '../hub/first-policy.ts'
import type { HubAccess } from '../hub/hub-access.ts'
import { hubStores } from '../hub/hub-stores.ts'
import { stageUse } from '../hub/stage-use.ts'
import { linkLines } from './link-lines.ts'
import { withHub } from './with-hub.ts'

const USAGE = `npm run accounts -- first [--data .yingbao | --hub hub.json] [--url http://localhost:8080]

  为系统管理员、安全管理员、审计员各生成一个启用账号的链接（48小时内有效，只能用一次）。
  平台还没有参数设置的，先采用2018年的参数设置。已有人启用账号的，不再生成。
  --data 这台电脑上的平台的数据文件夹（运行前请先停止平台）
  --hub  云上的平台：部署时用 --outputs-file 得到的文件，以本机的云账号凭据办理
  --url  平台的网址；云上的平台不需要`

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        hub: { type: 'string' },
        url: { type: 'string' },
      },
    })
    const { hub, data = '.yingbao', url } = values
    const isOne = hub === undefined || values.data === undefined
    const isUrl = url === undefined || URL.canParse(url)
    if (positionals.join() === 'first' && isOne && isUrl && existsSync(hub ?? data)) return { hub, data, url }
  } catch {}
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

async function begin(hub: HubAccess, url: string): Promise<void> {
  const stores = hubStores(hub)
  const now = new Date()
  if (await firstPolicy(stores, now)) process.stdout.write('已采用2018年的参数设置，系统管理员登录后可以更换。\n')
  const made = await firstAccounts(stores, now)
  process.stdout.write(made.length > 0 ? `${linkLines(url, made).join('\n')}\n` : '已有人启用账号，没有生成链接。\n')
  if (made.length === 0) process.exitCode = 1
}

const { hub: file, data, url } = readOptions()
if (file !== undefined) {
  try {
    const hub = deployedHub(file)
    await begin(hub, url ?? hub.url)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  }
} else {
  const options = { dataDir: data, port: 0, log: stageUse().log }
  await withHub(options, (hub) => begin(hub, url ?? 'http://localhost:8080'))
}
