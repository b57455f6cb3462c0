/** The categories of docs/rules.md#categories and who sends them. */
export const CATEGORIES = ['registered-poor', 'dibao', 'tekun', 'disabled'] as const
export type Category = (typeof CATEGORIES)[number]

const combination = (times: number, ...categories: Category[]) => Array<readonly Category[]>(times).fill(categories)

/** Thirty persons with 37 listings. */
export const CATEGORY_DECK: readonly (readonly Category[])[] = [
  ...combination(9, 'registered-poor'),
  ...combination(7, 'dibao'),
  ...combination(2, 'tekun'),
  ...combination(6, 'disabled'),
  ...combination(2, 'registered-poor', 'dibao'),
  ...combination(1, 'registered-poor', 'disabled'),
  ...combination(1, 'dibao', 'disabled'),
  ...combination(1, 'tekun', 'disabled'),
  ...combination(1, 'registered-poor', 'dibao', 'disabled'),
]
