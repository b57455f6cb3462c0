import { globSync, readFileSync } from 'node:fs'
import { configDefaults, defineConfig } from 'vitest/config'
import { COMPILED } from './local/host/template/environment.ts'
import { ClosingLine } from './test/closing-line.ts'
import { LongFirst } from './test/long-first.ts'

const filesWith = (text: RegExp) =>
  globSync('test/**/*.test.ts').filter((path) => text.test(readFileSync(path, 'utf8')))

/** Hubs, browsers and readers that are killed have a process for each file. */
const ALONE = ['api', 'browser', 'flow', 'hostile', 'local'].map((room) => `test/${room}/**/*.test.ts`)
/** Files that go on with the hub of the files before them. */
const MONTHS = filesWith(/\/months-hub\.ts'/)
/** Ways that other files walk too, played through once more: `npm run test:long` alone plays them. */
const LONG = [
  'test/browser/refusals.test.ts',
  'test/delivery/ledger.test.ts',
  'test/flow/demo.test.ts',
  'test/flow/game-days.test.ts',
  'test/flow/xls-months.test.ts',
]
/** Files that play all of their cases at length and a part of them in `npm test`. */
const IN_PART = filesWith(/\b(isLong|some|someOf|dyingEverywhere|runs)\b.* from '.*\/(long|dying|everywhere|fc)\.ts'/)

export default defineConfig(({ mode }) => {
  const isLong = mode === 'long'
  const others = [...configDefaults.exclude, ...(isLong ? [] : LONG)]
  /** Of these files those that this run plays. */
  const played = (files: readonly string[]) =>
    isLong ? globSync([...files]).filter((path) => [...LONG, ...IN_PART].includes(path)) : [...files]
  return {
    test: {
      globalSetup: 'test/quick-disk.ts',
      pool: 'forks',
      // A third takes from the other two: a hub's processes fill two cores.
      maxWorkers: 2,
      sequence: { sequencer: LongFirst },
      // The limits only end what hangs.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      teardownTimeout: 60_000,
      env: {
        // Commands that tests start find what others compiled; a stage does what its role grants and nothing else.
        ...{ NODE_COMPILE_CACHE: COMPILED, HUB_GUARDED: 'yes' },
        LENGTH: isLong || process.env.FUZZ ? 'long' : 'short',
      },
      expect: { poll: { timeout: 60_000, interval: 200 } },
      reporters: ['default', new ClosingLine()],
      projects: [
        { extends: true, test: { name: 'alone', include: played(ALONE), exclude: [...others, ...MONTHS] } },
        { extends: true, test: { name: 'months', isolate: false, include: played(MONTHS), exclude: others } },
        {
          extends: true,
          test: {
            name: 'shared',
            // Loading the stages takes longer than most of these tests.
            isolate: false,
            include: played(['test/**/*.test.ts']),
            exclude: [...others, ...MONTHS, ...ALONE],
          },
        },
      ],
    },
  }
})
