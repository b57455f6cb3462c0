/** Answers about what is overdue or contested. */
import * as z from 'zod'
import { Day, Division, Office } from '../codes.ts'
import { Asked, OrderAct, OrderNumber, OrderState, SupervisionOrder } from '../records/supervision.ts'

const ProblemKind = z.enum(['report', 'cases', 'request', 'mail'])

export const ProblemShown = z
  .object({
    /** The owner's division and office, and what is owed. */
    problem: z.string(),
    kind: ProblemKind,
    division: Division,
    /** None: the division's administrator. */
    office: Office.optional(),
    what: z.string(),
    count: z.int().positive(),
    due: Day.optional(),
    /** Calendar days. */
    overdueDays: z.int().nonnegative(),
    order: z.object({ division: Division, id: OrderNumber, to: Asked, state: OrderState }).optional(),
  })
  .meta({ id: 'OverdueMatter' })
export type ProblemShown = z.infer<typeof ProblemShown>

export const OrderShown = SupervisionOrder.omit({ acts: true })
  .extend({ state: OrderState, acts: z.array(OrderAct.extend({ by: Asked.partial({ office: true }) })) })
  .meta({ id: 'SupervisionOrder' })
