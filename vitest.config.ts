import { defineConfig } from 'vitest/config'
import { ClosingLine } from './test/closing-line.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two files at once: a hub of its own, as test/flow, local and browser start them, is five processes.
    pool: 'forks',
    maxWorkers: 2,
    // A guard against what hangs, not a measure: hubs start on machines that do other things too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    reporters: ['default', new ClosingLine()],
  },
})
