import type { Hub } from './hub.ts'

/**
 * Stops a hub at Ctrl-C or a terminate signal and ends the process; a second Ctrl-C ends it at once. What was under
 * way is taken up again at the next start.
 */
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
