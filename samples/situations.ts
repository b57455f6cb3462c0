/** Outcomes of docs/rules.md#determination; `review/register-incomplete` comes from returned rows, not from a life. */
export type Situation = keyof typeof SITUATIONS

interface Shape {
  /** Persons of 200. */
  readonly share: number
  readonly age: readonly [number, number]
}

const WORKING_AGE = [16, 59] as const
const PENSION_AGE = [60, 95] as const

export const SITUATIONS = {
  pay: { share: 58, age: WORKING_AGE },
  enrol: { share: 22, age: WORKING_AGE },
  sponsored: { share: 36, age: WORKING_AGE },
  'self-paid': { share: 6, age: WORKING_AGE },
  student: { share: 3, age: [16, 21] },
  drawing: { share: 40, age: PENSION_AGE },
  'claim/enrolled': { share: 6, age: [60, 72] },
  'claim/not-enrolled': { share: 6, age: PENSION_AGE },
  'claim/suspended': { share: 2, age: PENSION_AGE },
  'under-16': { share: 12, age: [1, 15] },
  'other-scheme': { share: 4, age: [18, 75] },
  deceased: { share: 1, age: [16, 95] },
  'review/name-conflict': { share: 1, age: WORKING_AGE },
  'review/two-counties': { share: 1, age: WORKING_AGE },
  'review/duplicate-enrolment': { share: 1, age: WORKING_AGE },
  'review/enrolled-elsewhere': { share: 1, age: WORKING_AGE },
} as const satisfies Record<string, Shape>

export const ACROSS_COUNTIES: ReadonlySet<Situation> = new Set([
  'review/two-counties',
  'review/duplicate-enrolment',
  'review/enrolled-elsewhere',
])

/** Every county of 200 listed persons has all situations in their shares. */
export const SITUATION_DECK: readonly Situation[] = Object.entries(SITUATIONS).flatMap(([name, { share }]) =>
  Array<Situation>(share).fill(name as Situation),
)
