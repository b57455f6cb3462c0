import { expect, test } from 'vitest'
import { chosenThings, uploadStage } from '../../../../functions/web/readings/things.ts'
import type { Stage, ThingList } from '../../../../pages/parts/things.tsx'
import type { Upload } from '../../../../schemas/records/upload.ts'
import { uploadNumber } from '../../../../wording/thing-numbers.ts'

const state = { words: '已审批', tone: 'good', moving: false } as const
const thing = (number: string, stage: Stage) => ({ href: '/', number, cells: ['武江区'], state, stage })
const list = (...stages: Stage[]): ThingList => ({
  ...{ id: 'x', name: '清单', numbered: '编号', stated: '状态', columns: ['县'], empty: '没有。' },
  things: stages.map((stage, i) => thing(`A-${i}`, stage)),
})

test('what waits for the reader is shown first, and all where nothing does', () => {
  const waiting = chosenThings(list('todo', 'done', 'doing', 'done'), {})
  expect([waiting.tab, waiting.shown.length, waiting.counts]).toEqual([
    'todo',
    1,
    { todo: 1, doing: 1, done: 2, all: 4 },
  ])
  const [none, wished] = [chosenThings(list('done'), {}), chosenThings(list('todo', 'done'), { tab: 'done' })]
  expect([none.tab, none.shown.length, wished.tab, wished.shown.length]).toEqual(['all', 1, 'done', 1])
})

test('a search looks into number, cells and state, counts with the tabs, and never for a person’s number', () => {
  expect(chosenThings(list('todo', 'done'), { find: ' a-1 ' }).counts).toEqual({ todo: 0, doing: 0, done: 1, all: 1 })
  expect(chosenThings(list('done'), { find: '武江' }).shown).toHaveLength(1)
  expect(chosenThings(list('done'), { find: '浈江' }).shown).toHaveLength(0)
  expect(chosenThings(list('done'), { find: '440222199001011234' })).toMatchObject({ find: '', counts: { all: 1 } })
})

const upload = {
  ...{ division: '440222', office: 'civil-affairs', form: 'dibao-full', period: '2018-05', fileName: 'x', size: 1 },
  ...{ id: '2018-05-0jfqz8ka1abcdef0123-civil-affairs', day: '2018-06-01', requestedAt: '2018-06-01T00:00:00.000Z' },
  ...{ policy: 1, state: 'held', sentBy: { account: 'a', name: '甲', division: '440222' } },
} as Upload

test('a held list waits for its second person, a refused one for its sender; what moves waits for nobody', () => {
  const now = Date.parse('2018-06-01T00:30:00.000Z')
  const reader = { now, permits: () => true, isOpen: () => true, isBehind: () => false }
  const by = (account: string) => ({ ...reader, account })
  expect(uploadStage(upload, by('a'))).toBe('doing')
  expect(uploadStage(upload, by('b'))).toBe('todo')
  expect(uploadStage({ ...upload, state: 'refused' }, by('a'))).toBe('todo')
  expect(uploadStage({ ...upload, state: 'refused' }, { ...by('c'), permits: () => false })).toBe('doing')
  expect(uploadStage({ ...upload, state: 'requested' }, by('a'))).toBe('doing')
  // Those that need somebody are the same as on the home page; a list behind a later one waits for that.
  expect(uploadStage({ ...upload, state: 'accepted' }, by('a'))).toBe('todo')
  expect(uploadStage({ ...upload, state: 'accepted' }, { ...by('a'), isOpen: () => false })).toBe('done')
  expect(uploadStage(upload, { ...by('b'), isBehind: () => true })).toBe('doing')
})

test('an upload has a number that can be said', () => {
  expect(uploadNumber(upload)).toBe('2018-05-Z8KA1ABC')
})
