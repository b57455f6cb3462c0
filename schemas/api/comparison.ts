/** Answers about a city's lists beside the counties'. */
import * as z from 'zod'
import { Category, County, Period } from '../codes.ts'
import { Compared } from '../records/compared.ts'
import { PersonKey } from '../records/keys.ts'

export const ComparedList = z
  .object({
    category: Category,
    /** The list that stands; none where the office has sent none. */
    upload: z.string().optional(),
    period: Period.optional(),
    compared: z
      .array(z.object({ county: County, both: z.int(), onlyCity: z.int(), onlyCounty: z.int() }))
      .readonly()
      .optional(),
  })
  .meta({ id: 'ComparedList' })

export const OnlyCityShown = Compared.shape.onlyCity.element
  .pick({ name: true, id: true, township: true, village: true })
  .extend({ person: PersonKey })
  .meta({ id: 'OnlyCity' })
