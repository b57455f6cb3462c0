/** A value, or a fault that names it. */
import { Fault, type FaultCode } from './fault.ts'

export function present<T>(value: T, what: string, code: FaultCode = 'impossible'): NonNullable<T> {
  if (value !== undefined && value !== null) return value
  const fault = new Fault(code, `${what} is missing`)
  // The log shows where it was asked for.
  Error.captureStackTrace(fault, present)
  throw fault
}
