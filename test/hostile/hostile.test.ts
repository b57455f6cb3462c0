import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { some } from '../long.ts'
import { HEAVY } from './heavy-kinds.ts'
import type { Kind } from './kinds.ts'
import { LIGHT } from './light-kinds.ts'
import { bundleChild, endReader, measure } from './measure.ts'

/** Of a file and all that is done with it: seconds of computing, memory and disk of the process that reads it. */
const MOST = { cpuSeconds: 20, megabytes: 512, diskMegabytes: 300 }
const isWhole = process.env.MODE === 'hostile'

beforeAll(bundleChild)
afterAll(endReader)

describe('files made to exhaust the reader: each is refused or read within its limits', () => {
  const judge = async ({ file, gives }: Kind) => {
    const { gives: given, ...took } = await measure(file())
    expect(given).toBe(gives)
    for (const [what, most] of Object.entries(MOST)) expect(took[what as keyof typeof MOST], what).toBeLessThan(most)
  }
  it.each(isWhole ? LIGHT : some(LIGHT, 2))('$name', judge)
  it.skipIf(!isWhole).each(HEAVY)('$name', (kind) => {
    // What the file before has left in memory would count.
    endReader()
    return judge(kind)
  })
})
