export const PRODUCT = '应保'
