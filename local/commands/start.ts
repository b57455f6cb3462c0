/** `npm start`: the hub on this machine, with a demo city in a new data folder. */
import { parseArgs } from 'node:util'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { beginDemo, playDemo } from '../demo/demo.ts'
import { DEMO_DAY } from '../demo/demo-files.ts'
import { demoPersons } from '../demo/demo-persons.ts'
import { madeUpContacts } from '../demo/made-up-contacts.ts'
import { startHub } from '../host/hub.ts'
import { stopOnSignal } from '../host/signals.ts'
import { depositHeads } from '../hub/audit-heads.ts'
import { defaultPolicy } from '../hub/default-policy.ts'
import { firstAccounts } from '../hub/first-accounts.ts'
import { firstPolicy } from '../hub/first-policy.ts'
import { hubClient } from '../hub/hub-client.ts'
import { hubStores } from '../hub/hub-stores.ts'
import { identityVariables } from '../hub/identity-setting.ts'
import { changeLines } from '../hub/policy-file.ts'
import { stageUse } from '../hub/stage-use.ts'
import { sweep } from '../hub/sweep.ts'
import { linkLines } from './link-lines.ts'
import { stopReason } from './stop-reason.ts'

const USAGE = `npm start -- [--port 8080] [--data .yingbao] [--empty] [--policy FILE]

  --port   网页的端口（只在 127.0.0.1 上提供服务）
  --data   数据文件夹；下次启动接着用
  --empty  新的数据文件夹不放演示城市
  --policy 启动时采用的参数设置表（不能用于演示城市）`

const say = (text: string) => process.stdout.write(`${text}\n`)

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8080' },
        data: { type: 'string', default: '.yingbao' },
        empty: { type: 'boolean', default: false },
        policy: { type: 'string' },
      },
    })
    const port = Number(values.port)
    if (Number.isInteger(port) && port >= 0 && port < 65536) return { ...values, port }
  } catch {}
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

const options = readOptions()
say('平台正在启动……')
const begin = async () => {
  const env = identityVariables(options.data)
  return startHub({ dataDir: options.data, port: options.port, letters: true, log: stageUse().log, env })
}
const hub = await begin().catch((error: Error) => {
  if (error.name === 'PortTaken')
    process.stderr.write(
      `端口 ${options.port} 已被别的程序占用。请先关掉那个程序，或换一个端口，例如：npm start -- --port ${options.port + 1}\n`,
    )
  if (error.name === 'FolderTaken')
    process.stderr.write(`数据文件夹 ${options.data} 正被另一个平台使用。请先停止它，或用 --data 换一个文件夹。\n`)
  process.stderr.write(`${stopReason(error)}\n`)
  process.exit(1)
})

const stores = hubStores(hub)
const deposit = () =>
  depositHeads(stores, options.data, new Date()).catch((error: Error) =>
    process.stderr.write(`没有留存审计记录的核对值：${error.message}\n`),
  )
const leaving = new AbortController()
let playing: Promise<void> = Promise.resolve()
hub.onFault(async (error) => {
  process.stderr.write(`${stopReason(error)}\n`)
  leaving.abort(error)
  await hub.stop().catch(() => {})
  process.exit(1)
})
stopOnSignal({
  async stop() {
    say('正在停止……')
    leaving.abort(new Error('the hub is stopping'))
    await deposit()
    await hub.stop()
    await playing
    say('已停止。下次启动时接着做。')
  },
})

if (!(await stores.policies.current())) {
  // A hub with a policy and without a plan was never meant to play one, so that the plan stands first.
  if (options.empty) {
    await firstPolicy(stores, new Date())
    for (const line of linkLines(hub.url, await firstAccounts(stores, new Date()))) say(line)
  } else {
    await beginDemo({ stores }, new Date())
    await stores.deadlines.putPolicy(DEFAULT_DEADLINES)
    await stores.contacts.put(madeUpContacts(defaultPolicy()))
    await stores.policies.put(defaultPolicy())
  }
}
const plan = await stores.demo.get()
if (plan) {
  hub.livesOn(DEMO_DAY)
  hub.standBeside(demoPersons(stores, await stores.policies.inForce(), () => new Date()))
}
if (options.policy !== undefined) {
  try {
    if (plan) throw new Error('演示城市不能换参数设置表。请加上 --empty 并用 --data 换一个新的数据文件夹。')
    for (const line of changeLines(await hubClient(hub, stores).putPolicy(options.policy))) say(line)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    await hub.stop()
    process.exit(1)
  }
}
// An earlier run may have left something; the cloud's queues would try every hour.
await sweep(hub)
setInterval(() => void sweep(hub, false).catch(() => {}), 3_600_000).unref()
await deposit()
setInterval(() => void deposit(), 86_400_000).unref()
say(`平台已启动：${hub.url}（只在这台电脑上，按 Ctrl-C 停止）`)
say(`平台发出的邮件不会离开这台电脑，可在这里查看：${hub.endpoints.ses}`)

// The made-up city has no days, of which letters tell; what a system has not taken is sent again in its own time.
hub.keepSchedules(plan && 'webhooks')
if (plan && !plan.doneAt)
  playing = playDemo({ hub, stores, dataDir: options.data, signal: leaving.signal, say }, plan).catch(
    (error: Error) => {
      if (!leaving.signal.aborted) process.stderr.write(`演示城市没有全部完成：${error.message}\n`)
    },
  )
