/** Steps of records, seals of objects, the two ways of registers, faults and words (docs/states.md, docs/adr, docs/runbook.md#faults). */
import type { Mutant, Mutants } from './mutant.ts'

const READING = 'stores/objects/sealed-reading.ts'
const OBJECTS = 'stores/objects/objects.ts'
const OBJECTS_TEST = 'test/stores/objects/objects.test.ts'
const RUNS = 'stores/months/determination-runs.ts'
const RUNS_TEST = 'test/stores/months.test.ts'
const BATCHES = 'stores/payments/batches.ts'
const PAYMENTS = 'stores/payments/payments.ts'
const PAYMENTS_TEST = 'test/stores/payments.test.ts'
const HEADS = 'stores/people/heads.ts'
const HEADS_TEST = 'test/stores/people.test.ts'
const CARRY_OUT = 'functions/intake/roster/carry-out.ts'
const TAKE = 'functions/shared/registers/take-registers.ts'
const FACTS = 'rules/roster/merge-facts.ts'
const FACTS_TEST = 'test/rules/roster/merge-facts.test.ts'
const REGISTERS = 'test/faults/registers.test.ts'
const SNAPSHOT = 'functions/snapshot/run.ts'

/** A fault that is called otherwise than the runbook says. */
const otherwise = (code: string, file: string, killedBy: Mutant['killedBy'], text = `Fault('${code}'`): Mutant => ({
  undoes: `the runbook's ${code} is the code in the log`,
  file,
  text,
  becomes: text.replace(code, 'impossible'),
  killedBy,
})

export const RECORDS: Mutants = {
  'batch-any-step': {
    undoes: 'a batch takes the steps of docs/states.md and no others',
    file: BATCHES,
    text: 'if (from !== to.state && !isStep(BATCH_STEPS, from, to.state))',
    becomes: 'if (false)',
    killedBy: [PAYMENTS_TEST, 'a number is given once'],
  },
  'batch-step-twice': {
    undoes: 'a batch moves on once from a state',
    file: BATCHES,
    text: "condition: '#state = :from',",
    becomes: "condition: '#state = :from OR #state <> :from',",
    killedBy: [PAYMENTS_TEST, 'a batch moves on once from a state'],
  },
  'batch-number-twice': {
    undoes: 'a number is given once, and again only where its batch took none',
    file: BATCHES,
    text: '(#state = :empty AND attribute_not_exists(#approvedBy))',
    becomes: '(#state = :empty OR attribute_not_exists(#approvedBy))',
    killedBy: [PAYMENTS_TEST, 'a number is given once'],
  },
  'claim-of-others-released': {
    undoes: 'a claim is given back by its own batch alone',
    file: PAYMENTS,
    text: '#batch = :batch AND ',
    becomes: '(#batch = :batch OR attribute_exists(#batch)) AND ',
    killedBy: [PAYMENTS_TEST, 'given back by its own batch alone'],
  },
  'claim-step-kept': {
    undoes: 'a claim that stands is not made again',
    file: 'schemas/states.ts',
    text: "{ from: 'failed', to: 'approved', by: 'claim' },",
    becomes: "{ from: 'failed', to: 'approved', by: 'claim' }, { from: 'approved', to: 'approved', by: 'claim' },",
    killedBy: ['test/docs/states.test.ts'],
  },
  'run-frozen-twice': {
    undoes: 'the first snapshot of a close stands',
    file: RUNS,
    text: ", condition: 'attribute_not_exists(#snapshot)'",
    becomes: '',
    killedBy: [RUNS_TEST],
  },
  'run-round-twice': {
    undoes: 'a round of a run begins once',
    file: RUNS,
    text: "condition: '#rounds = :before',",
    becomes: "condition: '#rounds = :before OR #rounds <> :before',",
    killedBy: [RUNS_TEST, 'a round begun once'],
  },
  'run-round-keeps-shards': {
    undoes: 'a new round counts its shards anew',
    file: RUNS,
    text: 'unitsDone: undefined, rounds',
    becomes: 'rounds',
    killedBy: [RUNS_TEST, 'its shards counted anew'],
  },
  'run-finished-from-nothing': {
    undoes: 'only an open run is finished',
    file: 'schemas/states.ts',
    text: "{ from: 'open', to: 'done', by: 'outputs written' },",
    becomes:
      "{ from: 'open', to: 'done', by: 'outputs written' }, { from: 'done', to: 'done', by: 'outputs written' },",
    killedBy: ['test/docs/states.test.ts'],
  },
  'run-without-rounds': {
    undoes: 'who is decided otherwise on the day is decided again before a close',
    file: SNAPSHOT,
    text: 'if (stale.length > 0) return decideAgain(deps, run, stale)',
    becomes: '',
    killedBy: ['test/delivery/deaths.test.ts', 'snapshot, with persons decided again'],
  },
  'head-moved-by-two': {
    undoes: 'one of two moves a head on, nobody while something is pending',
    file: HEADS,
    text: "'#version = :from AND attribute_not_exists(#pending)'",
    becomes: "'#version = :from'",
    killedBy: [HEADS_TEST, 'nobody while something is pending'],
  },
  'head-cleared-by-late': {
    undoes: 'only the version that is carried out is cleared',
    file: HEADS,
    text: "condition: '#version = :version',",
    becomes: "condition: '#version >= :version',",
    killedBy: [HEADS_TEST, 'only that revision is cleared'],
  },
  'list-reads-no-registers': {
    undoes: 'a list that begins somebody takes the rows of all registers',
    file: CARRY_OUT,
    text: 'await takeForBegun(deps, begunPersons(from, to), counties, unitsKey)',
    becomes: 'undefined as Awaited<ReturnType<typeof takeForBegun>>',
    killedBy: [REGISTERS],
  },
  'register-reads-no-lists': {
    undoes: 'a register that comes looks up who is listed anywhere in the city',
    file: CARRY_OUT,
    text: 'return taken && keep({ ...taken.units, registers: taken.registers })',
    becomes: 'return undefined',
    killedBy: [REGISTERS],
  },
  'register-reads-own-lists': {
    undoes: 'it looks at the lists of all counties',
    file: TAKE,
    text: 'const lists = counties.flatMap(',
    becomes: 'const lists = counties.filter(({ code }) => code === county).flatMap(',
    killedBy: [REGISTERS],
  },
  'list-reads-own-register': {
    undoes: 'a list takes the rows of the registers of all counties',
    file: TAKE,
    text: 'deps.heads.all(counties.map(',
    becomes: 'deps.heads.all(counties.slice(0, 1).map(',
    killedBy: [REGISTERS],
  },
  'register-names-unsent': {
    undoes: 'who bears a returned name that came or went is decided again',
    file: TAKE,
    text: '|| (isHere && isNamed(at))',
    becomes: '',
    killedBy: [REGISTERS, 'a name in a returned row without a number'],
  },
  'register-late-row': {
    undoes: 'an older row that comes late brings nothing back',
    file: FACTS,
    text: 'version >= (person.taken[county] ?? 0)',
    becomes: 'version >= 0',
    killedBy: [FACTS_TEST],
  },
  'register-other-counties': {
    undoes: 'what other counties’ registers say stays as it is',
    file: FACTS,
    text: 'if (!isLater.has(countyOf(key))) register[key] = row',
    becomes: 'if (isLater.has(countyOf(key))) register[key] = row',
    killedBy: [FACTS_TEST, 'other counties stay as they are'],
  },
  'listing-late-end': {
    undoes: 'what is late changes nothing that a later version said',
    file: FACTS,
    text: 'const isNewer = !fact || fact.version < version',
    becomes: 'const isNewer = true',
    killedBy: [FACTS_TEST, 'what is late changes nothing'],
  },
  'damaged-whole': {
    undoes: 'an object that is not what was written is not read',
    file: READING,
    text: 'if (sealText(sums.end()) !== sealText(seal)) throw new DamagedObject(key)',
    becomes: '',
    killedBy: [OBJECTS_TEST, 'an object that is damaged'],
  },
  'damaged-range': {
    undoes: 'a range with damage in it is not read',
    file: READING,
    text: 'if (!isPartOf(seal, from, until, bytes)) throw new DamagedObject(key)',
    becomes: '',
    killedBy: [OBJECTS_TEST, 'an object that is damaged'],
  },
  'damaged-size': {
    undoes: 'an object that was cut tells no size',
    file: OBJECTS,
    text: 'if (seal && seal.size !== head?.ContentLength) throw new DamagedObject(key)',
    becomes: '',
    killedBy: [OBJECTS_TEST, 'tells its size only if nothing was cut off'],
  },
  'damaged-place': {
    undoes: 'another object in an object’s place, sound itself, is not read',
    file: OBJECTS,
    text: "if (sha256 && createHash('sha256').update(bytes).digest('hex') !== sha256)",
    becomes: 'if (false)',
    killedBy: [OBJECTS_TEST, 'is noticed where another one, sound itself'],
  },
  'damaged-file': {
    undoes: 'a sender’s file that is not what came is not read',
    file: OBJECTS,
    text: 'if (found !== (known ?? found) || hash !== (tag ?? hash)) throw new DamagedObject(key)',
    becomes: '',
    killedBy: [OBJECTS_TEST, 'a file that was put by its sender'],
  },
  'damaged-link': {
    undoes: 'no link leads to a damaged file',
    file: OBJECTS,
    text: 'await named(key, () => readThrough(key, () => {}))',
    becomes: '',
    killedBy: ['test/delivery/damaged.test.ts', 'what is returned, on the page'],
  },
  'damaged-frozen': {
    undoes: 'what is frozen is read only with its digest',
    file: 'functions/shared/work/frozen.ts',
    text: 'outbox.get(frozen.key, frozen.sha256)',
    becomes: 'outbox.get(frozen.key)',
    killedBy: ['test/functions/shared/work/frozen.test.ts'],
  },
  'damaged-rebuilt-otherwise': {
    undoes: 'nothing but what was there is put in a damaged object’s place',
    file: OBJECTS,
    text: 'if (again && (await headOf(key))?.Metadata?.seal !== sealText(seal))',
    becomes: 'if (false)',
    killedBy: ['test/faults/rebuild.test.ts', 'what cannot be made of the list as it came'],
  },
  'fault-upload-missing': otherwise(
    'upload-missing',
    'stores/uploads/uploads.ts',
    ['test/stores/uploads.test.ts', 'confirmed only while held'],
    "if (!ok) throw new Fault('upload-missing'",
  ),
  'fault-run-missing': otherwise(
    'run-missing',
    SNAPSHOT,
    ['test/delivery/batch-routes.test.ts', 'a month that is not closed has no batch'],
    "Fault('run-missing'",
  ),
  'fault-batch-missing': otherwise(
    'batch-missing',
    'functions/batch/run.ts',
    ['test/delivery/batch-routes.test.ts', 'a month that is not closed has no batch'],
    "Fault('batch-missing'",
  ),
  'fault-policy-missing': otherwise('policy-missing', 'stores/policy/policies.ts', ['test/stores/policy.test.ts']),
  'fault-policy-incomplete': otherwise('policy-incomplete', 'rules/payments/amount.ts', [
    'test/rules/payments/amount.test.ts',
  ]),
  'fault-period-open': otherwise('period-open', 'functions/batch/prepare.ts', [
    'test/delivery/batch-routes.test.ts',
    'a month that is not closed has no batch',
  ]),
  'fault-not-settled': otherwise('not-settled', 'stores/uploads/submissions.ts', ['test/stores/uploads.test.ts']),
  'fault-register-rows-missing': otherwise('register-rows-missing', 'functions/intake/roster/write-table.ts', [
    'test/functions/intake/roster/write-table.test.ts',
  ]),
  'fault-persons-differ': otherwise('persons-differ', SNAPSHOT, ['test/delivery/both-ways.test.ts']),
  'fault-moved-by-others': otherwise('moved-by-others', 'functions/intake/roster/place-list.ts', [
    'test/functions/intake/roster/place-list-earlier.test.ts',
    'a head that others move again and again',
  ]),
  'fault-day-overlaps': otherwise('day-overlaps', 'functions/deadlines/day.ts', [
    'test/functions/deadlines/send-all.test.ts',
    'a day that another run has not left behind',
  ]),
  'fault-mail-down': otherwise('mail-down', 'functions/deadlines/day.ts', [
    'test/functions/deadlines/send-all.test.ts',
    'a mail server that is down is said to be so',
  ]),
  'fault-store-busy': otherwise('store-busy', 'stores/aws/in-chunks.ts', [
    'test/stores/aws/in-chunks.test.ts',
    'what an engine never takes',
  ]),
  'fault-queue-refused': otherwise(
    'queue-refused',
    'stores/aws/queues.ts',
    ['test/stores/aws/queues.test.ts'],
    "'queue-refused'",
  ),
  'fault-secret-missing': otherwise(
    'secret-missing',
    'stores/aws/secret.ts',
    ['test/stores/aws/secret.test.ts'],
    "Fault('secret-missing', 'a secret is missing or too short')",
  ),
  'fault-table-damaged': otherwise(
    'table-damaged',
    'formats/register-table.ts',
    ['test/functions/intake/roster/write-table.test.ts'],
    "Fault('table-damaged', 'not a register table')",
  ),
  'fault-object-damaged': otherwise('object-damaged', READING, [OBJECTS_TEST], "super('object-damaged'"),
}
