/** The slot byte of an entry tells which fact it is. */
import { Scheme } from '../schemas/codes.ts'

export const LISTING = 0
/** A returned row of the person. */
export const REJECTION_FLAG = 255

/** Register facts in a unit line; no roster has this slot. */
export const REGISTERS = 254

export const slotOfScheme = (scheme: Scheme): number => Scheme.options.indexOf(scheme) + 1
export const schemeOfSlot = (slot: number): Scheme => Scheme.parse(Scheme.options[slot - 1])
