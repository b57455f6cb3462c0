/** Faults must not happen; a bad file is refused instead. */

/** Each has its heading in docs/runbook.md#faults. */
export const FAULT_CODES = [
  'upload-missing',
  'run-missing',
  'batch-missing',
  'other-layout',
  'policy-missing',
  'policy-incomplete',
  'period-open',
  'not-settled',
  'list-unreadable',
  'table-damaged',
  'register-rows-missing',
  'persons-differ',
  'never-alike',
  'moved-by-others',
  'day-overlaps',
  'mail-down',
  'store-busy',
  'queue-refused',
  'secret-missing',
  'reader-ended',
  'canary-waits',
  'rows-cut-off',
  'object-damaged',
  'impossible',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

/** Its text is for developers; logs have the code alone. */
export class Fault extends Error {
  override readonly name: string = 'Fault'
  readonly code: FaultCode
  constructor(code: FaultCode, text: string) {
    super(text)
    this.code = code
  }
}
