/**
 * How data are keyed. Raised with each change after which data of before would not be found: a claim that is not found
 * would be paid twice.
 */
export const LAYOUT = '2'
