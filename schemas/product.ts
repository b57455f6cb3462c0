/** The product's one name, wherever it is said: pages, letters, workbooks. */
export const PRODUCT = '应保'
