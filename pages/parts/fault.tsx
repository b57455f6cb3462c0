/** A form that was refused: why, where, and what was typed, so that nothing has to be typed again. */
export interface Fault {
  /** The id of the field that the sentence is about. */
  readonly field: string
  readonly message: string
  /** By the fields' names. */
  readonly typed: Readonly<Record<string, string>>
}

/** Stands first on the page and leads to the field. */
export function FaultSummary({ field, message }: Fault) {
  return (
    <section class="faults" id="faults" role="alert" aria-labelledby="faults-title">
      <p id="faults-title">
        <strong>操作未成功</strong>
      </p>
      <p>
        <a href={`#${field}`}>{message}</a>
      </p>
    </section>
  )
}

/** What a field that the fault is about is told: that it is wrong, and by which sentence. */
export function faulty(fault: Fault | undefined, field: string) {
  return fault?.field === field ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'faults-title faults' } : {}
}
