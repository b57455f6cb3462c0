/** `npm run drop`: an office's own system puts files into a folder, and finds what became of them beside them. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { hubByKey, KeyUnfit } from '../drop/hub-by-key.ts'
import { round } from '../drop/run-drop.ts'
import { lockFolder } from '../host/machine/folder-lock.ts'

const USAGE = `npm run drop -- --hub https://平台地址 --key-file 密钥文件 --dir 文件夹 [--once]

  报送文件夹中做了标记的文件：区划代码/单位/年月/表名.xlsx，旁边放一个同名加 .ok 的空文件，例如
      440222/civil-affairs/2018-05/dibao-full.xlsx
      440222/civil-affairs/2018-05/dibao-full.xlsx.ok
  回执写在文件旁边（.receipt.txt、.receipt.json），办结后 .ok 改名为 .done，未采用的改名为 .failed。
  --once  报送一遍，等到都有结果（最多15分钟）以后结束；不写的，每30秒看一次

  结束代码：0 全部采用，1 有未采用的或者还没有结果的，2 参数或者密钥有误。`

/** Seconds between two looks, with and without somebody who waits. */
const EVERY = { once: 2, always: 30 }
const ONCE_AT_MOST = 15 * 60

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        hub: { type: 'string', default: '' },
        'key-file': { type: 'string', default: '' },
        dir: { type: 'string', default: '' },
        once: { type: 'boolean', default: false },
      },
    })
    const { hub, 'key-file': keyFile, dir, once } = values
    const url = URL.canParse(hub) ? new URL(hub) : undefined
    const isOwn = url !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
    // A key in the clear is anybody's.
    const isSafe = url?.protocol === 'https:' || (isOwn && url.protocol === 'http:')
    const key = existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : ''
    const isFolder = existsSync(dir) && statSync(dir).isDirectory()
    if (url && isSafe && /^yb_[0-9a-f]{16}_[\w-]{43}$/.test(key) && isFolder) return { hub: url.origin, key, dir, once }
  } catch {}
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

const { hub, key, dir, once } = readOptions()
const say = (sentence: string) => void process.stderr.write(`${new Date().toISOString()} ${sentence}\n`)
const drop = { dir, hub, api: hubByKey(hub, key), now: () => new Date(), say }
let unlock = () => {}
try {
  unlock = lockFolder(dir)
  const begun = Date.now()
  let hasFailed = false
  for (;;) {
    const { failed, waiting } = await round(drop)
    hasFailed ||= failed > 0
    const isOver = waiting === 0 || (Date.now() - begun) / 1000 > ONCE_AT_MOST
    if (once && isOver) {
      process.exitCode = hasFailed || waiting > 0 ? 1 : 0
      break
    }
    await setTimeout(1000 * (once ? EVERY.once : EVERY.always))
  }
} catch (error) {
  if (error instanceof KeyUnfit) say(error.message)
  else if (error instanceof Error && error.name === 'FolderTaken') say('另一个 drop 正在使用这个文件夹，请先停止。')
  else throw error
  process.exitCode = 2
} finally {
  unlock()
}
