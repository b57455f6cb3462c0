/**
 * V8 begins with a heap of a few MB and collects it over and over while it grows; with two cores at work that is a tenth of
 * what a month takes. A child of the host begins with the room that its work will need anyway.
 */
export const ROOMY_HEAP = ['--min-semi-space-size=16', '--max-semi-space-size=32', '--initial-old-space-size=250']
