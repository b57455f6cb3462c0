/** The slot byte of an entry: which fact about the person it is. */
import { Scheme } from '../schemas/codes.ts'

/** A listing in the roster of a name list. */
export const LISTING = 0
/** "A row of this person was returned" in the roster of a register. */
export const REJECTION_FLAG = 255

/** What the registers say of a person, in a unit; no roster has it. */
export const REGISTERS = 254

/** 1, 2 and 3 are the schemes of a register's rows. */
export const slotOfScheme = (scheme: Scheme): number => Scheme.options.indexOf(scheme) + 1
export const schemeOfSlot = (slot: number): Scheme => Scheme.parse(Scheme.options[slot - 1])
