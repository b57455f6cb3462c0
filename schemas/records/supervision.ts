/** 督办单: what human resources asks of an office that is late, and what came of it (docs/records.md#supervision). */
import * as z from 'zod'
import { Day, Division, Instant, Office } from '../codes.ts'
import { FreeText } from '../free-text.ts'
import { later } from '../later.ts'
import { Signature } from './account.ts'

/** `440200-2018-001`: the division that issues it, the year, counted up. */
export const OrderNumber = z.string().regex(/^\d{6}-\d{4}-\d{3,}$/)

export const issuerOf = (id: z.infer<typeof OrderNumber>) => id.slice(0, 6)

const Words = FreeText.pipe(z.string().trim().min(4).max(500))

export const OrderAct = later(() =>
  z.object({
    act: z.enum(['issue', 'answer', 'return', 'close']),
    text: z.string(),
    by: Signature,
    on: Day,
    at: Instant,
  }),
)
export type OrderAct = z.infer<typeof OrderAct>

/** The office that has to answer. */
export const Asked = later(() => z.object({ division: Division, office: Office }))

export const SupervisionOrder = later(() =>
  z.object({
    id: OrderNumber,
    /** That issues it. */
    division: Division,
    to: Asked,
    /** The problem that it is about, and what it was when the order was issued. */
    problem: z.string(),
    subject: z.string(),
    due: Day,
    acts: z.array(OrderAct).min(1),
  }),
)
export type SupervisionOrder = z.infer<typeof SupervisionOrder>

/** The path below the hub's address: whose it is to answer, so that nobody else's look reads it. */
export const orderPath = ({ id, to }: Pick<SupervisionOrder, 'id' | 'to'>) => `orders/${to.division}/${to.office}/${id}`

/** An item has room for so many. */
export const MOST_ACTS = 60

export const OrderState = z.enum(['open', 'answered', 'returned', 'closed'])
export type OrderState = z.infer<typeof OrderState>

export const IssueRequest = later(() => z.object({ problem: z.string().min(1).max(200), due: Day, text: Words }))
export type IssueRequest = z.infer<typeof IssueRequest>

/** `seen`: how many acts there were. */
export const ActRequest = later(() => z.object({ text: Words, seen: z.coerce.number().int().positive() }))
export type ActRequest = z.infer<typeof ActRequest>
