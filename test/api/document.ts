/** `docs/openapi.json`: the table of routes as OpenAPI 3.1, with what a hub has answered as examples. */
import { STATUS_CODES } from 'node:http'
import * as z from 'zod'
import { CHALLENGE } from '../../functions/web/http/key-given.ts'
import { isRepeatable, REPEAT_HEADER } from '../../functions/web/http/once.ts'
import { type Content, type Route, type Shape, TYPES } from '../../functions/web/http/route.ts'
import { Problem } from '../../schemas/api/problem.ts'
import type { Example } from './player.ts'

const DESCRIPTION =
  'The hub’s API (`/api/…`, JSON) and its pages. Every refusal of the API is a `Problem` (RFC 9457); pages say the same in HTML. ' +
  '`x-does` names what a route does to what, and the field with the division whose it is.'

export function documentOf(routes: readonly Route[], examples: readonly Example[]): string {
  const schemas = components()
  const paths: Record<string, object> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}').replace(/^\/api\//, '/api/v1/')
    const own = examples.filter((one) => one.route === route)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, own, schemas.of) }
  }
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Yingbao',
      version: '0.1.0',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: { schemas: schemas.all },
  }
  return `${JSON.stringify(document, null, 1)}\n`
}

type SchemaOf = (schema: z.ZodType, io: 'input' | 'output') => object

/** Schemas as JSON Schema; those that have a name (`.meta({ id })`) stand once, in `all`. */
function components(): { all: Record<string, object>; of: SchemaOf } {
  const all: Record<string, object> = {}
  return {
    all,
    of(schema, io) {
      // In a field, a schema with a name is a reference too.
      const { $defs = {}, properties } = z.toJSONSchema(z.object({ it: schema }), { io, unrepresentable: 'any' })
      const { it, defs } = JSON.parse(
        JSON.stringify({ it: properties?.it, defs: $defs }).replaceAll('"#/$defs/', '"#/components/schemas/'),
      )
      for (const [name, { id: _, ...named }] of Object.entries<{ id?: string }>(defs)) all[name] = named
      return it
    },
  }
}

function operationOf(route: Route, examples: readonly Example[], schemaOf: SchemaOf): object {
  const { summary, does, params, query, body, answers } = route
  const isApi = route.path.startsWith('/api/')
  const said = (status: number) =>
    named(examples.filter((one) => one.status === status).map((one) => [one.name, one.answer]))
  const contentOf = ({ type, schema }: Content, shown: object, io: 'input' | 'output') => ({
    [type]: {
      ...(schema
        ? { schema: schemaOf(schema, io) }
        : type === TYPES.html
          ? {}
          : { schema: { type: 'string', format: 'binary' } }),
      ...(has(shown) && { examples: shown }),
    },
  })
  const own = Object.entries(answers).map(([status, answer]) => [
    status,
    answer === 'redirect' || !answer
      ? { description: 'Leads on', headers: { Location: { schema: { type: 'string' } } } }
      : { description: summary, content: contentOf(answer, said(Number(status)), 'output') },
  ])
  const problem: Content = isApi ? { type: TYPES.problem, schema: Problem } : { type: TYPES.html }
  const refused = refusalsOf(route).map((status) => [
    String(status),
    {
      description: STATUS_CODES[status],
      ...(isApi && status === 401 && { headers: { [CHALLENGE]: { schema: { type: 'string' } } } }),
      content: contentOf(problem, said(status), 'output'),
    },
  ])
  const asked = named(examples.filter((one) => one.body !== undefined).map((one) => [one.name, one.body]))
  const parameters = [
    ...parametersOf('path', params, schemaOf),
    ...parametersOf('query', query, schemaOf),
    ...(takesRepeatKey(route) ? [REPEAT_KEY] : []),
  ]
  return {
    tags: [isApi ? 'api' : 'pages'],
    summary,
    'x-does': does,
    ...(has(parameters) && { parameters }),
    ...(body && { requestBody: { required: true, content: contentOf(body, asked, 'input') } }),
    responses: Object.fromEntries([...own, ...refused]),
  }
}

const REPEAT_KEY = {
  name: REPEAT_HEADER,
  in: 'header',
  required: false,
  description: 'The same key with the same request is done once and answered alike, for 24 hours',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
}

const isApi = ({ path }: Pick<Route, 'path'>) => path.startsWith('/api/')

const takesRepeatKey = (route: Route) => route.method === 'POST' && isApi(route) && isRepeatable(route.does)

function parametersOf(place: 'path' | 'query', shape: Shape, schemaOf: SchemaOf): object[] {
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || !schema.safeParse(undefined).success,
    schema: schemaOf(schema, 'input'),
  }))
}

/** What a route may refuse with: its own statuses, and those that follow from what it takes. */
export function refusalsOf(route: Route): number[] {
  const { method, params, query, body, refuses } = route
  const takes = body !== undefined || has(query)
  const all = [
    ...refuses,
    ...(takes ? [400] : []),
    ...(has(params) ? [404] : []),
    ...(takesRepeatKey(route) ? [400, 409, 422] : []),
    // Whoever asks the API may be nobody, may not, or ask too often.
    ...(isApi(route) ? [401, 404, 409, 429] : []),
    ...(method === 'POST' ? [403, 413] : []),
  ]
  return [...new Set([...all, 500, 503])].sort()
}

/** The table of `docs/routes.md`. */
export function tableOf(routes: readonly Route[]): string {
  const lines = routes.map(({ method, path, does: { action, resource, of = '', persons }, summary }) =>
    ['', `${method} \`${path}\``, action, resource, of, persons ? 'yes' : '', summary, ''].join(' | ').trim(),
  )
  return `${['| route | action | on | whose | persons | |', '| --- | --- | --- | --- | --- | --- |', ...lines].join('\n')}\n`
}

const has = (one: object) => Object.keys(one).length > 0
const named = (pairs: readonly [string, unknown][]) =>
  Object.fromEntries(pairs.map(([name, value]) => [name, { value }]))
