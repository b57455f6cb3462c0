/** A row of a batch that the bank has not answered, on its way to being closed (docs/records.md#row-closing). */
import * as z from 'zod'
import { County, Instant } from '../codes.ts'
import { Numberless } from '../free-text.ts'
import { later } from '../later.ts'
import { Signature } from './account.ts'
import { GROUNDS } from './case.ts'

export const RowClosing = later(() =>
  z.object({
    county: County,
    batch: z.string(),
    row: z.int().positive(),
    grounds: z.string(),
    askedBy: Signature,
    askedAt: Instant,
    confirmed: z.object({ by: Signature, at: Instant, upload: z.string() }).optional(),
  }),
)
export type RowClosing = z.infer<typeof RowClosing>

/** By form: `row-<n>` of each row that is ticked. */
const ROW = /^row-([1-9]\d{0,6})$/
const ticked = (fields: Record<string, unknown>): number[] =>
  Object.keys(fields).flatMap((name) => {
    const [, row] = ROW.exec(name) ?? []
    return row ? [Number(row)] : []
  })

/** More rows stand on the page when these are done. */
export const MOST_CLOSED = 100

export const ConfirmedRows = z
  .looseObject({})
  .transform((fields) => ({ rows: ticked(fields) }))
  .refine(({ rows }) => rows.length > 0 && rows.length <= MOST_CLOSED)
const Grounds = Numberless.pipe(z.string().trim().min(GROUNDS.least).max(GROUNDS.most))
export const AskedRows = z
  .looseObject({ grounds: Grounds })
  .transform(({ grounds, ...fields }) => ({ grounds, rows: ticked(fields) }))
  .refine(({ rows }) => rows.length > 0 && rows.length <= MOST_CLOSED)
