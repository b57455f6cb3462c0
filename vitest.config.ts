import { globSync, readFileSync } from 'node:fs'
import { configDefaults, defineConfig } from 'vitest/config'
import { COMPILED } from './local/host/template/environment.ts'
import { ClosingLine } from './test/closing-line.ts'
import { LongFirst } from './test/long-first.ts'

/** Hubs, browsers and readers that are killed have a process for each file. */
const ALONE = ['api', 'browser', 'flow', 'hostile', 'local'].map((room) => `test/${room}/**/*.test.ts`)
/** Files that go on with the hub of the files before them. */
const MONTHS = globSync('test/**/*.test.ts').filter((path) => readFileSync(path, 'utf8').includes("/months-hub.ts'"))
const OTHERS = [...configDefaults.exclude, ...MONTHS]

export default defineConfig({
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
    // Commands that tests start find what others compiled; a stage does what its role grants and nothing else.
    env: { NODE_COMPILE_CACHE: COMPILED, HUB_GUARDED: 'yes' },
    expect: { poll: { timeout: 60_000, interval: 200 } },
    reporters: ['default', new ClosingLine()],
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE, exclude: OTHERS } },
      { extends: true, test: { name: 'months', isolate: false, include: MONTHS } },
      {
        extends: true,
        test: {
          name: 'shared',
          // Loading the stages takes longer than most of these tests.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...OTHERS, ...ALONE],
        },
      },
    ],
  },
})
