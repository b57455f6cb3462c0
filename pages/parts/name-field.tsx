import { type Fault, faulty } from './fault.tsx'

/** The name stands in for a sign-in. */
export function NameField({ id, label, fault }: { id: string; label: string; fault?: Fault | undefined }) {
  return (
    <>
      <label for={id}>{label}</label>
      <input
        id={id}
        name="by"
        required
        maxlength={60}
        autocomplete="off"
        value={fault?.typed.by ?? ''}
        {...faulty(fault, id)}
      />
    </>
  )
}
