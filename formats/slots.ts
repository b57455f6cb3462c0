/** Slot bytes (docs/formats.md#entries). */
import { Scheme } from '../schemas/codes.ts'

export const LISTING = 0
export const REJECTION_FLAG = 255

/** Unit lines have this slot, rosters never. */
export const REGISTERS = 254

export const slotOfScheme = (scheme: Scheme): number => Scheme.options.indexOf(scheme) + 1
export const schemeOfSlot = (slot: number): Scheme => Scheme.parse(Scheme.options[slot - 1])
