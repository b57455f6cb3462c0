/** `npm run repair`: what stands still in a data folder is sent again and carried through. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { repairAll } from '../hub/repair-all.ts'
import { stageUse } from '../hub/stage-use.ts'
import { withHub } from './with-hub.ts'

const USAGE = `npm run repair -- [--data .yingbao]

  把数据文件夹中停住的事项（已到未读的文件、未比对完的名单、未办结的月份和批次）重新办理；
  损坏的名册文件由已报送的名单重新生成。运行前请先停止平台。`

function dataFolder(): string {
  try {
    const { data } = parseArgs({ options: { data: { type: 'string', default: '.yingbao' } } }).values
    if (existsSync(data)) return data
    process.stderr.write(`没有数据文件夹 ${data}。\n`)
  } catch {}
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

const dataDir = dataFolder()
const use = stageUse(true)
await withHub({ dataDir, port: 0, letters: true, log: use.log }, async (hub) => {
  const { made, sent, faults } = await repairAll(hub, use.unread)
  for (const text of made) process.stdout.write(`已修复：${text}\n`)
  for (const text of faults) process.stderr.write(`没有办完：${text}\n`)
  if (faults.length > 0) process.exitCode = 1
  process.stdout.write(sent === 0 ? '没有停住的事项。\n' : `已重新办理${sent}项。\n`)
})
