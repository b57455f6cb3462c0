import { defineConfig } from 'vitest/config'
import { ClosingLine } from './test/closing-line.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two files at once: a hub of its own, as test/flow, local and browser start them, is five processes.
    pool: 'forks',
    maxWorkers: 2,
    // Guards against what hangs, not measures: no test has a shorter one, since machines do other things too.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000, interval: 200 } },
    reporters: ['default', new ClosingLine()],
  },
})
