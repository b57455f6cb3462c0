/** Data folders of tests stand in memory where there is room: a disk takes long for so many small files. */
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
const NAME = /^yingbao-(\d+)-/
/** A whole run takes less than one GB. */
const ENOUGH = 8 * 2 ** 30

export default function quickDisk(): (() => void) | undefined {
  if (process.env.TMPDIR !== undefined || !hasRoom()) return undefined
  for (const name of readdirSync(MEMORY)) if (isLeft(name)) remove(join(MEMORY, name))
  const folder = mkdtempSync(join(MEMORY, `yingbao-${process.pid}-`))
  process.env.TMPDIR = folder
  return () => remove(folder)
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return Math.min(bavail * bsize, freemem()) > ENOUGH
  } catch {
    return false
  }
}

/** A run that is killed leaves its folder. */
function isLeft(name: string): boolean {
  const [, pid] = NAME.exec(name) ?? []
  if (pid === undefined) return false
  try {
    return !process.kill(Number(pid), 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

const remove = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
