import { afterEach, expect, test, vi } from 'vitest'
import { newBook } from '../../../forms/outgoing/book.ts'
import { bytesOf } from '../bytes-of.ts'

afterEach(() => vi.useRealTimers())

const writtenOn = (day: string) => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(day) })
  return bytesOf(async (out) => {
    const book = await newBook(out)
    const sheet = book.sheet('名单', { widths: [10] })
    sheet.row(['一行'], book.style({}))
    await sheet.end()
    await book.close()
  })
}

test('a workbook does not say when it was written: every part of it is the same on another day', async () => {
  expect((await writtenOn('2018-06-06')).equals(await writtenOn('2020-01-05'))).toBe(true)
})
