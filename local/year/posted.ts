/** What the register learns of payments: posted some time after the bank's word, pensions drawn, reversals taken back. */
import { random } from '../../samples/random.ts'
import type { SimulatedMonth } from './calendar.ts'
import { type Citizen, enrolled, type Living } from './citizens.ts'
import type { Bank } from './offices/bank.ts'

export function bookPaid({ seed, people, met }: Living, bank: Bank, month: SimulatedMonth): void {
  const year = month.today.slice(0, 4)
  const known = new Map<string, Citizen>(people.map((citizen) => [citizen.id, citizen]))
  for (const { county, rows } of bank.batches)
    for (const { id, code, isClaim, year: paidYear, number } of rows) {
      const citizen = known.get(id)
      const draw = random(seed, 'posting', county, id, number, month.number)
      if (!citizen || !draw.chance(0.5)) continue
      const own = enrolled(citizen, county)
      if (own.status === '死亡') continue
      if (isClaim && code === '00' && own.benefit !== '正常领取') {
        met.count('register: drawing after a claim')
        Object.assign(own, { status: '正常参保', benefit: '正常领取' })
      }
      if (isClaim || paidYear !== year) continue
      if (code === '00' && own.contribution === '未缴费') {
        met.count('register: 政府代缴 after a payment')
        Object.assign(own, { status: '正常参保', contribution: '政府代缴' })
      }
      if (code === '05' && own.contribution === '政府代缴') {
        met.count('register: a reversal taken back')
        own.contribution = '未缴费'
      }
    }
}
