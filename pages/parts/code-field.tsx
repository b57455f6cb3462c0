import { type Fault, faulty } from './fault.tsx'

interface CodeFieldProps {
  readonly id: string
  readonly label: string
  readonly fault: Fault | undefined
  /** A letter's digits stay the same, so that a wrong one is corrected where it stands. */
  readonly isLetter?: boolean
}

/** Digits of an authenticator, a recovery code, or the digits of a letter. */
export function CodeField({ id, label, fault, isLetter = false }: CodeFieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name="code"
        required
        maxlength={isLetter ? 6 : 16}
        inputmode="numeric"
        autocomplete={isLetter ? 'off' : 'one-time-code'}
        {...(isLetter && { value: fault?.typed.code ?? '' })}
        {...faulty(fault, id)}
      />
    </div>
  )
}
