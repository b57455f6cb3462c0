/** What a hub cannot go on after: an engine that ended, a disk that is full, data that are damaged. */
import { statfsSync } from 'node:fs'

/** By its name: `EngineDied`, `DiskFull`, `DataDamaged`, `KeepLost`. */
export function hubFault(name: string, message: string): Error {
  return Object.assign(new Error(message), { name })
}

/** Whether a storage says that it has no room. */
export function saysFull(message: string): boolean {
  return /\b(ENOSPC|EDQUOT)\b|no space left|disk is full|quota exceeded/i.test(message)
}

export interface Faults {
  /** The first one counts: what follows from it is no news. */
  raise(error: Error): void
  /** Called once, also for a fault that there has been. */
  onFault(listener: (error: Error) => void): void
  /** @throws the one that there has been */
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

/** Bytes below which nothing is begun any more: what is under way needs some to end. */
const LEAST_FREE = 32 * 1024 * 1024
const LOOK_MS = 2000

export interface Disks {
  /** Looks now. */
  look(): void
  stop(): void
}

/**
 * Looks at the room that is left, from now on and every two seconds.
 * @param free bytes that are free in a folder
 * @param full called when it is too little
 */
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
