import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'

/**
 * The last line of a run, alone on its line and the same for every machine that reads it: `1203 passed, 0 failed`.
 * What was skipped stands above it. A file that could not be run counts as a failure, and so does a run of no test.
 */
export class ClosingLine implements Reporter {
  #chosen = false

  onInit(vitest: Vitest): void {
    // with `-t` the skipped are those that nobody asked for
    this.#chosen = vitest.config.testNamePattern !== undefined
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const of = (state: string) => tests.filter((test) => test.result().state === state)
    const passed = of('passed').length
    const broken = modules.filter((module) => module.errors().length > 0).length + unhandled.length
    const failed = of('failed').length + broken
    if (!this.#chosen) for (const test of of('skipped')) console.log(`skipped: ${test.fullName}${note(test)}`)
    console.log(`${passed} passed, ${failed} failed`)
    if (passed + failed === 0) process.exitCode = 1
  }
}

const note = (test: TestCase) => {
  const { note } = test.result() as { note?: string }
  return note ? `: ${note}` : ''
}
