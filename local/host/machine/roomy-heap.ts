/** V8 collects a small heap over and over while it grows, a tenth of a month's time. */
export const ROOMY_HEAP = ['--min-semi-space-size=16', '--max-semi-space-size=32', '--initial-old-space-size=250']

/** What is alive, and little garbage: measures of memory tell what a stage needs. */
export const NARROW_HEAP = ['--min-semi-space-size=8', '--max-semi-space-size=8', '--initial-old-space-size=64']
