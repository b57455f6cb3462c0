import type { Hub } from './hub.ts'

/** A second Ctrl-C ends the process at once; the next start takes up what was under way. */
export function stopOnSignal(hub: Pick<Hub, 'stop'>): void {
  let stopping = false
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => {
      if (stopping) process.exit(code)
      stopping = true
      hub.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
}
