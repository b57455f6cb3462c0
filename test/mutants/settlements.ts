/** A settlement does what it says, while what it was about is the same (docs/cases.md#settlements). */
import type { Mutants } from './mutant.ts'

const LOG = 'rules/cases/settlement-log.ts'
const STANDING = 'rules/cases/settlements.ts'
const CHOICES = 'rules/cases/choices.ts'
const DETERMINE = 'rules/determination/determine.ts'
const DOES = 'test/rules/cases/settlements.test.ts'
const FITS = 'test/rules/cases/choices.test.ts'
const ALWAYS = 'test/rules/cases/settlements-properties.test.ts'

export const SETTLEMENTS: Mutants = {
  'settled-unconfirmed': {
    undoes: 'what waits for a second person has no effect',
    file: LOG,
    text: 'settlements.filter(({ waits, confirmed }) => !waits || confirmed)',
    becomes: '[...settlements]',
    killedBy: [DOES, 'waits for a second person'],
  },
  'settled-never-replaced': {
    undoes: 'a later settlement for the same reason replaces an earlier one',
    file: LOG,
    text: 'reason !== undefined && SETTLES[later.choice] === reason',
    becomes: 'false && SETTLES[later.choice] === reason',
    killedBy: [DOES, 'replaced stays so'],
  },
  'settled-rested-replaced': {
    undoes: 'a settlement that an approved row rests on is not replaced',
    file: LOG,
    text: ' && !later.keeps?.includes(order)',
    becomes: '',
    killedBy: [DOES, 'rests on'],
  },
  'settled-new-name': {
    undoes: 'a name that is new on record ends what was said of names',
    file: STANDING,
    text: '[...now].every((one) => names.includes(one))',
    becomes: 'true',
    killedBy: [DOES, 'name'],
  },
  'settled-name-gone': {
    undoes: 'a chosen name that is no longer on record is not the person’s',
    file: STANDING,
    text: '(name !== undefined && now.has(name))',
    becomes: 'name !== undefined',
    killedBy: [DOES, 'name'],
  },
  'settled-other-counties': {
    undoes: 'a settlement about counties stands while they are the same',
    file: STANDING,
    text: 'new Set(counties).size === now.size && ',
    becomes: '',
    killedBy: [DOES, 'responsible'],
  },
  'settled-nobody-left': {
    undoes: 'a listing that counts is always left',
    file: STANDING,
    text: 'if (aside.size < listing.size - 1) aside.set(county, key)',
    becomes: 'aside.set(county, key)',
    killedBy: [ALWAYS, 'everybody listed is decided'],
  },
  'settled-earlier-name': {
    undoes: 'of two counties’ names the later counts',
    file: STANDING,
    text: '.sort((a, b) => (a.one.order < b.one.order ? -1 : 1))',
    becomes: '.sort((a, b) => (a.one.order < b.one.order ? 1 : -1))',
    killedBy: [DOES, 'the later'],
  },
  'settled-correct-list-overridden': {
    undoes: 'lists to be corrected keep the review after another county’s name',
    file: STANDING,
    text: '!(chosen && chosen.one.order > conflict.order)',
    becomes: '!chosen',
    killedBy: [DOES, 'correct-list after'],
  },
  'settled-paid-unseen': {
    undoes: 'no settlement hides a payment of the year',
    file: DETERMINE,
    text: 'resident(c).filter(([, , , row]) => row.contribution === how',
    becomes: 'residentInForce(c).filter(([, , , row]) => row.contribution === how',
    killedBy: [ALWAYS, 'a payment of the year'],
  },
  'settled-bank-unheard': {
    undoes: 'the bank’s word that a year is paid counts in every county',
    file: DETERMINE,
    text: "row.year === year && row.result === '00'",
    becomes: 'false',
    killedBy: [ALWAYS, 'a payment of the year'],
  },
  'settled-register-missing': {
    undoes: 'a county without a register cannot settle a row of it',
    file: CHOICES,
    text: 'circumstances.hasRegister(county) && ',
    becomes: '',
    killedBy: [FITS, 'no register, and a row was returned'],
  },
  'settled-both-aside': {
    undoes: 'listings are set aside while another county’s count',
    file: CHOICES,
    text: "if (choice === 'elsewhere') return countsElsewhere(county, matter)",
    becomes: '',
    killedBy: [FITS, 'alone counts'],
  },
  'settled-twice-responsible': {
    undoes: 'one county is responsible',
    file: CHOICES,
    text: "one.choice === 'responsible')",
    becomes: 'one.choice === `name`)',
    killedBy: [FITS, 'another county is responsible'],
  },
  'settled-dead-resumed': {
    undoes: 'to resume after a death waits for a second person',
    file: CHOICES,
    text: 'if (findingIn(own) === FOUND_DEAD) return true',
    becomes: '',
    killedBy: [FITS, 'resume waits'],
  },
  'settled-duplicate-hidden': {
    undoes: 'a duplicate behind a later failure asks for the second person',
    file: CHOICES,
    text: "rows.some(({ result, order }) => result === '04' && since(order)",
    becomes: "rows.slice(-1).some(({ result, order }) => result === '04' && since(order)",
    killedBy: [FITS, 'resume waits'],
  },
}
