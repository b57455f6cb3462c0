/** Slot bytes (docs/formats.md#entries). */
import { Scheme } from '../schemas/codes.ts'

export const LISTING = 0
const FLAGS = 250

/** Unit lines have this slot, rosters never. */
export const REGISTERS = 254
export const ANSWERS = 255

export const slotOfScheme = (scheme: Scheme): number => Scheme.options.indexOf(scheme) + 1
export const schemeOfSlot = (slot: number): Scheme => Scheme.parse(Scheme.options[slot - 1])

/** Flags of returned rows stand after all schemes. */
export const flagOfScheme = (scheme: Scheme): number => FLAGS + slotOfScheme(scheme)
export const isFlag = (slot: number): boolean => slot > FLAGS
export const schemeOfFlag = (slot: number): Scheme => schemeOfSlot(slot - FLAGS)

/** @param digest of the name, in hex */
export const returnedName = (digest: string, scheme: Scheme): string =>
  digest + slotOfScheme(scheme).toString(16).padStart(2, '0')
