/** A month with a hub of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHub } from '../host/hub.ts'
import { stageUse } from '../hub/stage-use.ts'
import type { MonthOptions, MonthReport } from '../play-month.ts'

/** Loaded while the command reads its inbox. */
const STAGES = ['web', 'intake', 'match', 'snapshot', 'batch', 'report', 'township', 'bank', 'finance']

/** @throws where the hub cannot start or go on, or the policy has faults */
export async function runMonth(options: MonthOptions): Promise<MonthReport> {
  const dataDir = options.data ?? mkdtempSync(join(tmpdir(), 'yingbao-'))
  const begun = performance.now()
  const use = stageUse(true)
  options.progress.say('启动')
  const work = () => import('../play-month.ts')
  const hub = await startHub({ dataDir, port: 0, log: use.log, warm: [STAGES], sharing: 'all', meanwhile: work })
  const { playMonth } = await work()
  try {
    return await playMonth(options, hub, use, begun)
  } finally {
    await hub.stop()
    if (!options.data) rmSync(dataDir, { recursive: true, force: true })
  }
}
