/** Whom a city's list has that a county's has not, and the other way round (docs/records.md#compared). */
import * as z from 'zod'
import { later } from '../later.ts'
import { Listing, PersonKey } from './person.ts'

export const Compared = later(() =>
  z.object({
    /** Rows of the city's own list: most of these persons have no item. */
    onlyCity: z.array(Listing.omit({ phone: true }).extend({ key: PersonKey, id: z.string() })),
    onlyCounty: z.array(PersonKey),
  }),
)
export type Compared = z.infer<typeof Compared>
