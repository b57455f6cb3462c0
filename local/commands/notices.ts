/** `npm run notices`: who is told what on which day, read back from the mails that were sent. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Day } from '../../schemas/codes.ts'
import { startHub } from '../host/hub.ts'
import { hubStores } from '../hub/hub-stores.ts'
import { stageUse } from '../hub/stage-use.ts'
import { noticesCsv, readUploads } from '../month/notice-files.ts'
import { beginCity, changeCity, notOwed, playDays, sentNotices } from '../month/play-notices.ts'
import { progressOn } from './progress.ts'

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    uploads: { type: 'string' },
    out: { type: 'string' },
    policy: { type: 'string' },
  },
})
const { from, to, uploads, out, policy } = values
if (!from || !Day.safeParse(from).success || !to || !Day.safeParse(to).success || !out) {
  process.stderr.write(
    'npm run notices -- --from 2018-06-01 --to 2018-06-30 [--uploads FILE] [--policy FILE] --out FILE\n',
  )
  process.exit(2)
}
const dataDir = mkdtempSync(join(tmpdir(), 'yingbao-notices-'))
const progress = progressOn(process.stderr)
try {
  const submissions = uploads === undefined ? [] : readUploads(readFileSync(uploads, 'utf8'))
  progress.say('启动')
  const hub = await startHub({ dataDir, port: 0, letters: true, log: stageUse().log })
  try {
    await beginCity(hubStores(hub))
    if (policy !== undefined) await changeCity(hub, policy)
    await playDays(hub, { from, to, submissions }, (day) => progress.say(day))
    writeFileSync(out, noticesCsv(await sentNotices(hub)))
    progress.end()
    for (const id of await notOwed(hub, to, submissions)) process.stderr.write(`未采用（没有这项报送任务）：${id}\n`)
  } finally {
    await hub.stop()
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
