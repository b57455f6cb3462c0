/** Recipients of an office's letters (docs/forms.md#policy). */
import * as z from 'zod'
import { Division, Office } from '../codes.ts'
import { later } from '../later.ts'

export const Contact = later(() =>
  z.object({
    division: Division,
    office: Office,
    email: z.string(),
    name: z.string().optional(),
    phone: z.string().optional(),
  }),
)
export type Contact = z.infer<typeof Contact>
