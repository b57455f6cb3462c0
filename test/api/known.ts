/** Things that are there, for whoever makes requests up. */
import type { Player } from './player.ts'

/** Values by the first part of a route's path and the field: `batches.county`. */
export type Known = ReadonlyMap<string, ReadonlySet<unknown>>

/** @returns the player, and what it has asked about */
export function remembering(playing: Player): { readonly player: Player; readonly known: Known } {
  const known = new Map<string, Set<unknown>>()
  const keep = (area: string, fields: object) => {
    for (const [name, value] of Object.entries(fields))
      known.set(`${area}.${name}`, (known.get(`${area}.${name}`) ?? new Set()).add(value))
  }
  return {
    known,
    player: {
      ...playing,
      call(status, name, route, asked = {}) {
        const { params, query, body } = asked
        for (const fields of [params, query, body])
          if (fields && !(fields instanceof Uint8Array)) keep(areaOf(route.replace(/.*\/api/, '')), fields)
        return playing.call(status, name, route, asked)
      },
    },
  }
}

interface Field {
  name: string
  schema: object
}

interface Operation {
  parameters?: Field[]
  requestBody?: { content: Record<string, { schema?: { properties?: Record<string, object> } }> }
}

/** The document of the API alone, in which a field that the hub knows values of takes these: what breaks the schema is everything else. */
export function narrowed(document: string, known: Known): string {
  const { paths, ...others } = JSON.parse(document) as { paths: Record<string, Record<string, Operation>> }
  const own = Object.entries(paths).filter(([path]) => path.startsWith('/api/v1/'))
  for (const [path, operations] of own) {
    const valuesOf = (name: string) => known.get(`${areaOf(path.slice('/api/v1'.length))}.${name}`)
    for (const { parameters = [], requestBody } of Object.values(operations)) {
      for (const field of parameters) field.schema = narrow(field.schema, valuesOf(field.name))
      for (const { schema } of Object.values(requestBody?.content ?? {}))
        for (const [name, one] of Object.entries(schema?.properties ?? {}))
          if (schema?.properties) schema.properties[name] = narrow(one, valuesOf(name))
    }
  }
  return JSON.stringify({ ...others, paths: Object.fromEntries(own) })
}

const narrow = (schema: object, values?: ReadonlySet<unknown>) => (values ? { enum: [...values] } : schema)

const areaOf = (path: string) => path.split('/')[1] ?? ''
