/** A refused form keeps what was typed. */
export interface Fault {
  /** A field's id. */
  readonly field: string
  readonly message: string
  /** By field name. */
  readonly typed: Readonly<Record<string, string>>
}

/** @param isShown whether the page has the field: others may have made its form needless */
export function FaultSummary({ field, message, isShown }: Fault & { readonly isShown: boolean }) {
  return (
    <section class="faults" id="faults" role="alert" aria-labelledby="faults-title">
      <p id="faults-title">
        <strong>操作未成功</strong>
      </p>
      <p>{isShown ? <a href={`#${field}`}>{message}</a> : message}</p>
    </section>
  )
}

/** Boxes of one name that were ticked when the form was refused; undefined where none was. */
export const tickedIn = (fault: Fault | undefined, name: string): readonly string[] | undefined =>
  fault && (fault.typed[name]?.split(',') ?? [])

/** Attributes that tie the field to its sentence. */
export function faulty(fault: Fault | undefined, field: string) {
  return fault?.field === field ? { 'aria-invalid': 'true' as const, 'aria-describedby': 'faults-title faults' } : {}
}
