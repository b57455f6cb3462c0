/** A command's hub on a data folder, ended whatever happens. */
import { type Hub, type HubOptions, startHub } from '../host/hub.ts'
import { stopReason } from './stop-reason.ts'

/** Faults are sentences on the terminal, and status 1. */
export async function withHub(options: HubOptions, work: (hub: Hub) => Promise<void>): Promise<void> {
  try {
    const hub = await startHub(options)
    try {
      await work(hub)
    } finally {
      await hub.stop()
    }
  } catch (error) {
    const taken = error instanceof Error && error.name === 'FolderTaken'
    const sentence = taken
      ? `数据文件夹 ${options.dataDir} 正被另一个平台使用。请先停止它。`
      : stopReason(error as Error)
    process.stderr.write(`${sentence}\n`)
    process.exit(1)
  }
}
