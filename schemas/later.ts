/** Schemas that are built when they are first read (docs/adr/0045-what-a-page-waits-for.md). */
import type * as z from 'zod'

/** Those that zod knows by their parts alone; others, as pipes, are known by themselves to what zod makes of them. */
type Built = z.ZodObject | z.ZodUnion | z.ZodDiscriminatedUnion | z.ZodEnum

/**
 * Of what the hub keeps there are 1,800 schemas, of which a page reads a few: a process that starts would build all of them first.
 * @param build called once, by the first who asks anything of the schema
 * @returns the schema itself from then on, with nothing between it and whoever parses by it
 */
export function later<Schema extends Built>(build: () => Schema): Schema {
  const become = (): Schema => {
    const made = build()
    Object.defineProperties(schema, Object.getOwnPropertyDescriptors(made))
    return Object.setPrototypeOf(schema, Object.getPrototypeOf(made))
  }
  const schema: Schema = Object.create(
    new Proxy(
      {},
      {
        get: (_, key) => Reflect.get(become(), key),
        has: (_, key) => Reflect.has(become(), key),
      },
    ),
  )
  return schema
}
