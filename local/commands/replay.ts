/** `npm run replay`: what could not be done is shown, and sent once more where that is said. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { deployedHub } from '../cloud/deployed-hub.ts'
import type { HubAccess } from '../hub/hub-access.ts'
import { lookAtDeadLetters, replay } from '../hub/replay.ts'
import { stageUse } from '../hub/stage-use.ts'
import { withHub } from './with-hub.ts'

const USAGE = `npm run replay -- [--data .yingbao | --hub hub.json] [--queue intake]

  多次未能办完、已搁置的消息：只写 --data 或 --hub 的，逐队列列出，不作改动；
  写明 --queue 的，把该队列搁置的消息全部重新办理。先排除原因（见 docs/runbook.md），再重新办理。
  --data 这台电脑上的平台的数据文件夹（运行前请先停止平台）
  --hub  云上的平台：部署时用 --outputs-file 得到的文件，以本机的云账号凭据办理`

const say = (text: string): void => void process.stdout.write(`${text}\n`)

function readOptions() {
  try {
    const options = { data: { type: 'string' }, hub: { type: 'string' }, queue: { type: 'string' } } as const
    const { hub, data, queue } = parseArgs({ options }).values
    const isOne = hub === undefined || data === undefined
    if (isOne && existsSync(hub ?? data ?? '.yingbao')) return { hub, data: data ?? '.yingbao', queue }
  } catch {}
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

async function work(hub: HubAccess, queue: string | undefined): Promise<void> {
  if (queue !== undefined) return say(`已重新办理${await replay(hub, queue)}条。`)
  const found = await lookAtDeadLetters(hub)
  if (found.length === 0) return say('没有搁置的消息。')
  for (const { queue: name, count, about, isReplayed } of found) {
    say(`${name}：${count}条${isReplayed ? '' : '（定时任务，下一次会补办，不需要重发）'}`)
    for (const text of about) say(`  ${text}`)
    if (count > about.length) say(`  另有${count - about.length}条`)
  }
}

const { hub: file, data, queue } = readOptions()
if (file !== undefined) {
  try {
    await work(deployedHub(file), queue)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  }
} else
  await withHub({ dataDir: data, port: 0, letters: true, log: stageUse().log }, async (hub) => {
    await work(hub, queue)
    await hub.idle()
  })
