/** One seed, with and without crashes. */
import { differences } from './differences.ts'
import type { FaultCounts } from './fault-counts.ts'
import type { HubOfMonths } from './hub-of-months.ts'
import { playSeed, type SeedOptions } from './play-seed.ts'

/**
 * A seed, and where asked the same once more with crashes, which has to end in the same files.
 * @returns a sentence for each thing that does not hold
 */
export async function playTwice(
  seed: SeedOptions,
  withCrashes: boolean,
  hub: HubOfMonths,
  met: FaultCounts,
): Promise<string[]> {
  const plain = await playSeed(seed, hub.play)
  await hub.forget()
  met.add(plain.met)
  if (!withCrashes) return [...plain.faults]
  const dir = `${seed.dir}.crashes`
  const crashed = await playSeed({ ...seed, dir }, hub.playDying)
  await hub.forget()
  met.add(crashed.met, 'crash')
  const found = [...crashed.faults, ...differences(seed.dir, dir)]
  return [...plain.faults, ...found.map((sentence) => `with crashes, ${sentence}`)]
}
