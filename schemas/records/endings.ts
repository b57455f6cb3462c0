/** Whom a list began, ended or would end: keys only, as the fold of its roster left them. */
import * as z from 'zod'
import { Division, ListMode } from '../codes.ts'
import { PersonKey } from './person.ts'

/** Persons that an object or an answer names of each kind; counts beside them are of all. */
export const NAMED_MOST = 20_000

export const Endings = z.object({
  /** Not for a register: nobody asks who a million newcomers are. */
  began: z.array(PersonKey),
  /** Whom it ended, or would end as long as it is held. */
  ended: z.array(PersonKey),
  /** Kept from ending by a returned row, an old name or a later period. */
  protected: z.array(PersonKey),
  /** A new number under an old name: who came, and who is kept for it. */
  renumbered: z.array(z.object({ came: PersonKey, kept: PersonKey })),
  /** Of a register: who they are, by key, since most of them have no item. */
  registered: z.record(PersonKey, z.object({ id: z.string(), name: z.string() })).optional(),
})
export type Endings = z.infer<typeof Endings>

/** One of them, by what the list's roster, else the register, last said. */
export const NamedPerson = z.object({ id: z.string(), name: z.string(), village: z.string().optional() })
export type NamedPerson = z.infer<typeof NamedPerson>

const byTownship = z.array(
  z.object({
    /** 9 digits; `''` where nobody says one, as of a register. */
    township: z.union([Division, z.literal('')]),
    persons: z.array(NamedPerson),
  }),
)

/** `GET /api/uploads/<division>/<id>/endings`: names by township, and how the list differs from what was before. */
export const EndingsShown = z.object({
  /** To be sent back with the confirmation: what was seen. */
  seen: z.string(),
  /** `new` ends nobody. */
  mode: ListMode,
  /** Counts of all, however many are named: active before; the rest as in `effect`, `ending` also while it is held. */
  counts: z.object({ active: z.int(), began: z.int(), kept: z.int(), ending: z.int(), protected: z.int() }),
  began: byTownship,
  ended: byTownship,
  protected: byTownship,
  renumbered: z.array(z.object({ name: z.string(), came: z.string(), kept: z.string() })),
})
export type EndingsShown = z.infer<typeof EndingsShown>
