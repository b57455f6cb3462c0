import { readdirSync, readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import { later } from '../../schemas/later.ts'

const made = () => z.object({ id: z.string().max(3), many: z.array(z.int()).default([]) })

test('a schema is built once, by whoever first asks anything of it', () => {
  const build = vi.fn(made)
  const schema = later(build)
  const list = later(() => z.object({ whole: z.array(schema), own: z.object({ it: schema }).shape.it }))
  expect(build).not.toHaveBeenCalled()
  expect(schema.parse({ id: 'a' })).toEqual({ id: 'a', many: [] })
  expect(list.parse({ whole: [{ id: 'b', many: [1] }], own: { id: 'c' } })).toEqual({
    whole: [{ id: 'b', many: [1] }],
    own: { id: 'c', many: [] },
  })
  expect(build).toHaveBeenCalledTimes(1)
})

test('it is what it is built as: derived, described and refusing alike', () => {
  for (const ask of [
    (one: z.ZodObject) => one.safeParse({ id: 'long', many: ['x'] }).error?.issues,
    (one: z.ZodObject) => Object.keys(one.shape),
    (one: z.ZodObject) => z.toJSONSchema(z.object({ one })),
    (one: z.ZodObject) => z.toJSONSchema(one.extend({ more: z.boolean() }).omit({ id: true })),
    (one: z.ZodObject) => one instanceof z.ZodObject,
    (one: z.ZodObject) => z.discriminatedUnion('id', [one.extend({ id: z.literal('a') })]).parse({ id: 'a' }),
    (one: z.ZodObject) => '_zod' in one,
  ])
    expect(ask(later(made))).toEqual(ask(made()))
})

test('every object that is kept or sent is built later: a page of a new process waits for none that it does not read', () => {
  const early = ['records', 'messages'].flatMap((room) => {
    const folder = new URL(`../../schemas/${room}/`, import.meta.url)
    return readdirSync(folder).flatMap((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      return [
        ...text.matchAll(
          /^(?:export )?const (\w+) = (?:z\s*\.(?:object|union|discriminatedUnion)|[A-Z]\w+\s*\.(?:extend|pick|omit))\(/gm,
        ),
      ]
        .filter(({ index }) => !/^\s+\.meta\(/m.test(text.slice(index, text.indexOf('\n\n', index))))
        .map(([, name]) => `${room}/${file} ${name}`)
    })
  })
  expect(early).toEqual([])
})
