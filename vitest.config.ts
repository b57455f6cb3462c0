import { defineConfig } from 'vitest/config'
import { ClosingLine } from './test/closing-line.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two files at once: a hub of its own, as test/flow, local and browser start them, is five processes.
    pool: 'forks',
    maxWorkers: 2,
    // A guard against what hangs, not a measure: a month takes 30 s alone, and machines do other things too.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 10_000,
    reporters: ['default', new ClosingLine()],
  },
})
