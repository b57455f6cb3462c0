/** What pages link and post to is a route, and it takes the fields that they send: a name on one side alone is lost. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod'
import type { Route } from '../../../functions/web/http/route.ts'
import { ROUTES } from '../../every-route.ts'

const sources = globSync('pages/**/*.tsx').map((file) => [file, readFileSync(file, 'utf8')] as const)

/** `/uploads/x/x`, with whatever is put in as `x`. */
const urlOf = (literal: string) => new URL(literal.replace(/\$\{[^}]*\}/g, 'x'), 'http://hub')

function routeOf(method: string, { pathname }: URL): Route | undefined {
  const parts = pathname.split('/')
  const found = (fits: (wanted: string, part: string | undefined) => boolean) =>
    ROUTES.find((route) => {
      const wanted = route.path.split('/')
      return route.method === method && wanted.length === parts.length && wanted.every((one, i) => fits(one, parts[i]))
    })
  const isSame = (wanted: string, part: string | undefined) => wanted === part || wanted.startsWith(':')
  // What is put in may be an act's own name.
  return found(isSame) ?? found((wanted, part) => isSame(wanted, part) || part === 'x')
}

interface Fields {
  readonly known: string[]
  readonly required: string[]
}

function bodyOf({ body }: Route): Fields {
  if (!body?.schema) return { known: [], required: [] }
  const { properties = {}, required = [] } = z.toJSONSchema(body.schema, { io: 'input', unrepresentable: 'any' })
  return { known: Object.keys(properties), required }
}

const OF_PARTS = {
  ActButton: ['act'],
  OfficeField: ['office'],
  ReturnForm: ['reason'],
  NewPasswordFields: ['password', 'again'],
  CodeField: ['code'],
}

/** Names of the fields of a form, those of its parts too. */
function fieldsOf(form: string): string[] {
  const listed = /\(\[([^\]]+)\] as const\)\.map\(\(field\)/.exec(form)?.[1] ?? ''
  return [
    ...[...form.matchAll(/ name="([\w[\]]+)"/g)].map(([, name]) => String(name)),
    ...(form.includes('name={field}') ? listed.split(',').map((name) => name.trim().slice(1, -1)) : []),
    ...Object.entries(OF_PARTS).flatMap(([part, fields]) => (form.includes(`<${part}`) ? fields : [])),
  ]
}

const LITERAL = /(?:href|action)=(?:"(\/[^"]*)"|\{`(\/[^`]*)`\})/
const forms = sources.flatMap(([file, text]) =>
  [...text.matchAll(/<form[\s\S]*?<\/form>|<ReturnForm[\s\S]*?\/>/g)].map(([form]) => ({ file, form })),
)

test('every link is to a route that takes its query', () => {
  const links = sources.flatMap(([, text]) => [...text.replaceAll(/<form[^>]*>/g, '').matchAll(RegExp(LITERAL, 'g'))])
  const targets = links.map(([, plain, template]) => urlOf(plain ?? template ?? ''))
  expect(targets.length).toBeGreaterThan(25)
  for (const url of targets.filter(({ pathname }) => !pathname.startsWith('/assets/'))) {
    // A file that is asked for with a form is no thing of the name.
    const file = url.pathname.endsWith('.xlsx') ? routeOf('POST', url) : undefined
    const route = file ?? routeOf('GET', url) ?? routeOf('POST', url)
    expect(route, url.href).toBeDefined()
    for (const key of url.searchParams.keys()) expect(Object.keys(route?.query ?? {}), url.href).toContain(key)
  }
})

test('every form is sent to a route that takes its fields and asks for no other', () => {
  const aimed = forms.filter(({ form }) => LITERAL.test(form.split('>')[0] ?? ''))
  // Looking, ReturnForm, an account’s and a webhook’s acts, a task’s end, a passkey’s step, the searches of lists, mended rows and the nil return’s page are given where they go; the upload form is sent by its script; a township’s materials have fields for each case.
  expect(forms.length - aimed.length).toBe(13)
  expect(aimed.length).toBeGreaterThan(12)
  for (const { file, form } of aimed) {
    const [head = ''] = form.split('>')
    const [, plain, template] = LITERAL.exec(head) ?? []
    const url = urlOf(plain ?? template ?? '')
    const isLook = head.includes('method="get"')
    const route = routeOf(isLook ? 'GET' : 'POST', url)
    if (!route) throw new Error(`${file}: no route for ${url.pathname}`)
    const { known, required } = isLook ? { known: Object.keys(route.query), required: [] } : bodyOf(route)
    const fields = fieldsOf(form)
    expect(known, `${file}: ${url.pathname}`).toEqual(expect.arrayContaining(fields))
    expect(fields, `${file}: ${url.pathname}`).toEqual(expect.arrayContaining(required))
    for (const key of url.searchParams.keys()) expect(Object.keys(route.query), file).toContain(key)
  }
})
