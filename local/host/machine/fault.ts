/** Faults that a hub cannot go on after: an engine that ended, a full disk, damaged data. */
import { statfsSync } from 'node:fs'

export function hubFault(name: string, message: string): Error {
  return Object.assign(new Error(message), { name })
}

export function saysFull(message: string): boolean {
  return /\b(ENOSPC|EDQUOT)\b|no space left|disk is full|quota exceeded/i.test(message)
}

export interface Faults {
  raise(error: Error): void
  onFault(listener: (error: Error) => void): void
  check(): void
}

export function createFaults(): Faults {
  const listeners: ((error: Error) => void)[] = []
  let first: Error | undefined
  return {
    raise(error) {
      if (first) return
      first = error
      for (const listener of listeners) listener(error)
    },
    onFault(listener) {
      listeners.push(listener)
      if (first) listener(first)
    },
    check() {
      if (first) throw first
    },
  }
}

const LEAST_FREE = 32 * 1024 * 1024
const LOOK_MS = 2000

export interface Disks {
  look(): void
  stop(): void
}

/** @param full called when too few bytes are left */
export function watchDisks(
  dirs: readonly string[],
  free: (dir: string) => number,
  full: (error: Error) => void,
): Disks {
  const look = (): void => {
    const dir = dirs.find((one) => free(one) < LEAST_FREE)
    if (dir !== undefined) full(hubFault('DiskFull', `less than ${LEAST_FREE / 2 ** 20} MB are free for ${dir}`))
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  look()
  return { look, stop: () => clearInterval(timer) }
}

export function freeBytes(dir: string): number {
  const { bavail, bsize } = statfsSync(dir)
  return bavail * bsize
}
