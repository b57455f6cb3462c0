/** Persons whom a list began, ended or would end (docs/records.md#endings). */
import * as z from 'zod'
import { Division, ListMode } from '../codes.ts'
import { later } from '../later.ts'
import { PersonKey } from './person.ts'

export const NAMED_MOST = 20_000

export const Endings = later(() =>
  z.object({
    began: z.array(PersonKey),
    ended: z.array(PersonKey),
    protected: z.array(PersonKey),
    renumbered: z.array(z.object({ came: PersonKey, kept: PersonKey })),
    registered: z.record(PersonKey, z.object({ id: z.string(), name: z.string() })).optional(),
  }),
)
export type Endings = z.infer<typeof Endings>

const NamedPerson = later(() => z.object({ id: z.string(), name: z.string(), village: z.string().optional() }))

const byTownship = z.array(
  z.object({
    township: z.union([Division, z.literal('')]),
    persons: z.array(NamedPerson),
  }),
)

/** Of the API and of workbooks. */
export const EndingsShown = later(() =>
  z.object({
    /** Proof of what the second person saw. */
    seen: z.string(),
    mode: ListMode,
    counts: z.object({ active: z.int(), began: z.int(), kept: z.int(), ending: z.int(), protected: z.int() }),
    began: byTownship,
    ended: byTownship,
    protected: byTownship,
    renumbered: z.array(z.object({ name: z.string(), came: z.string(), kept: z.string() })),
  }),
)
export type EndingsShown = z.infer<typeof EndingsShown>

/** Of a page, where a person can be revealed. */
type Keyed<T> = T & { readonly key: PersonKey }
export type NamedPerson = Keyed<z.infer<typeof NamedPerson>>
type Lists = 'began' | 'ended' | 'protected'
export type EndingsKeyed = Omit<EndingsShown, Lists | 'renumbered'> &
  Record<Lists, { township: string; persons: NamedPerson[] }[]> & {
    renumbered: Keyed<EndingsShown['renumbered'][number]>[]
  }
