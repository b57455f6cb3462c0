import { expect, test } from 'vitest'
import { ENTRY, KEY } from '../../../../formats/entries.ts'
import { eachEntry } from '../../../../functions/shared/registers/facts-of-persons.ts'
import fc from '../../../fc.ts'

const key = fc.tuple(fc.constantFrom(0, 1, 0x80, 0xff), fc.nat(3), fc.nat(3)).map(([first, third, last]) => {
  const bytes = Buffer.alloc(KEY - 1, first)
  bytes[3] = third
  bytes[14] = last
  return bytes.toString('hex')
})

test('who is asked for has every entry, whoever else is in the roster', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat(3))), fc.array(key), (entries, persons) => {
      const roster = Buffer.concat(
        entries.map(([person, slot], i) => Buffer.alloc(ENTRY, i).fill(person, 0, 15, 'hex').fill(slot, 15, KEY)),
      )
      const wanted = new Set(persons)
      const found = (only?: Iterable<string>) => {
        const all: string[] = []
        eachEntry(roster, (person, slot, digest) => wanted.has(person) && all.push(`${person} ${slot} ${digest}`), only)
        return all
      }
      expect(found(wanted)).toEqual(found())
    }),
  )
})
