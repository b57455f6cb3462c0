/** What a stranger at the ports of one machine must not reach, and what a failing machine must not lose. */
import type { Mutants } from './mutant.ts'

const DOOR = 'local/host/engines/s3/s3-door.ts'
const JSON_API = 'stores/aws/json-api.ts'
const JSON_API_TEST = 'test/stores/aws/json-api.test.ts'
const DOORS = 'test/local/host-doors.test.ts'
const STRANGERS = 'test/flow/strangers.test.ts'
const GUARD = 'local/host/engines/guard.ts'
const FRONT = 'test/flow/front.test.ts'
const WEB_FRONT = 'local/host/fronts/web-front.ts'
const FAULTS = 'test/local/host-faults.test.ts'
const TURNS = 'local/host/events/turns.ts'
const TURNS_TEST = 'test/local/host/events/turns.test.ts'

export const ENGINES: Mutants = {
  'busy-tables-given-up': {
    undoes: 'what a busy table did not take is sent again',
    file: JSON_API,
    text: ' || LATER.test(error.name)',
    becomes: '',
    killedBy: [JSON_API_TEST, 'the same is sent again'],
  },
  'silence-waited-for': {
    undoes: 'a service that says nothing is asked anew',
    file: JSON_API,
    text: 'sent.setTimeout(patience,',
    becomes: 'sent.setTimeout(0,',
    killedBy: [JSON_API_TEST, 'a service that says nothing'],
  },
  'partition-from-the-wrong-end': {
    undoes: 'the embedded tables list a partition from the end that is asked for',
    file: 'local/host/engines/dynamodb/plain-queries.ts',
    text: 'reverse: !ScanIndexForward',
    becomes: 'reverse: false',
    killedBy: ['test/local/host/engines/dynamodb/plain-items.test.ts', 'is read in its order from either end'],
  },
  'bytes-as-a-list': {
    undoes: 'bytes go into a table as bytes',
    file: 'stores/aws/dynamodb.ts',
    text: "name === 'B' ? this[name] : undefined",
    becomes: 'undefined',
    killedBy: [JSON_API_TEST, 'is sent as the SDK sends it'],
  },
  'one-slot-an-office': {
    undoes: 'one office’s files wait for each other, and for nobody else’s',
    file: TURNS,
    text: '(sender !== undefined && atWork.has(sender))',
    becomes: 'false',
    killedBy: [TURNS_TEST, 'what one sender has sent waits for each other'],
  },
  'one-slot-for-all': {
    undoes: 'another office’s file does not wait for theirs',
    file: TURNS,
    text: '(sender !== undefined && atWork.has(sender))',
    becomes: '(sender !== undefined && atWork.size > 0)',
    killedBy: [TURNS_TEST, 'what one sender has sent waits for each other'],
  },
  'door-unsigned': {
    undoes: 'the S3 door lets nobody pass whom the engine has not recognised',
    file: DOOR,
    text: "if (!ctx.state.account) throw denied('Access Denied')",
    becomes: '',
    killedBy: [DOORS, 'whatever an unsigned request looks like'],
  },
  'door-to-strangers': {
    undoes: 'the S3 door answers nobody who cannot name the hub’s key',
    file: 'local/host/engines/s3/s3.ts',
    text: '|| !namesKey(request, accessKeyId)',
    becomes: '',
    killedBy: [STRANGERS, 'gets nothing from any of them'],
  },
  'secrets-to-strangers': {
    undoes: 'no port of a started hub answers a stranger',
    file: 'local/host/fronts/secrets.ts',
    text: 'guard(server, doorKey(secretAccessKey))',
    becomes: '',
    killedBy: [STRANGERS, 'gets nothing from any of them'],
  },
  'files-open-to-all': {
    undoes: 'the data folder’s files are the owner’s alone',
    file: 'local/host/engines/engine.ts',
    text: 'keepFilesOwn()\n',
    becomes: '\n',
    killedBy: [STRANGERS, 'cannot look into the folder'],
  },
  'door-doubled': {
    undoes: 'a parameter that is given twice is refused',
    file: DOOR,
    text: "if (Object.values(ctx.query).some(Array.isArray)) throw denied('A parameter is given twice')",
    becomes: '',
    killedBy: [DOORS, 'whatever an unsigned request looks like'],
  },
  'door-unsigned-orders': {
    undoes: 'an order that was not signed is refused',
    file: DOOR,
    text: 'if (presigned && orders.some((name) => !signed.includes(name)))',
    becomes: 'if (false)',
    killedBy: [DOORS, 'refuses a signed URL beside a signed header'],
  },
  'door-known-keys': {
    undoes: 'the pair of keys that the engine comes with opens nothing',
    file: 'local/host/engines/s3/s3.ts',
    text: "DUMMY_ACCOUNT.revokeAccessKey('S3RVER')",
    becomes: '',
    killedBy: [DOORS, 'refuses the pair of keys that the engine comes with'],
  },
  'written-twice': {
    undoes: 'a URL writes once',
    file: 'local/host/engines/s3/s3.ts',
    text: "method === 'PUT' && (presigned || headers['if-none-match'] === '*')",
    becomes: 'false',
    killedBy: [DOORS, 'lets a URL write once'],
  },
  'engine-without-key': {
    undoes: 'an engine answers who has the key of this hub, and nobody else',
    file: GUARD,
    text: 'if (!isSame(said, key)) return undefined',
    becomes: '',
    killedBy: [DOORS, 'answers who has the key of this hub'],
  },
  'engine-foreign-host': {
    undoes: 'an engine answers no foreign host',
    file: GUARD,
    text: '|| !isOwnHost(request) ||',
    becomes: '||',
    killedBy: [DOORS, 'answers who has the key of this hub'],
  },
  'engine-foreign-page': {
    undoes: 'an engine answers no page',
    file: GUARD,
    text: '|| request.headers.origin !== undefined',
    becomes: '',
    killedBy: [DOORS, 'answers who has the key of this hub'],
  },
  'foreign-host-asks': {
    undoes: 'the hub answers to its own names only',
    file: WEB_FRONT,
    text: "return refuse(request, response, 'host-foreign')",
    becomes: '{}',
    killedBy: ['test/local/host-objects.test.ts', 'is asked by pages of this machine only'],
  },
  'day-without-key': {
    undoes: 'a request chooses its day only with the key of the front',
    file: WEB_FRONT,
    text: 'return isSame(said, key) ? day : undefined',
    becomes: 'return said === key ? day : day',
    killedBy: ['test/flow/start.test.ts', 'a request chooses its day only with the key'],
  },
  'endless-bodies': {
    undoes: 'bodies on their way are held up to a sum',
    file: WEB_FRONT,
    text: "if (front.held + more > MOST_HELD) return refuseBody(request, response, 'busy')",
    becomes: '',
    killedBy: [FRONT, 'are held up to a sum'],
  },
  'engine-dies-unseen': {
    undoes: 'a hub whose engine dies stops taking messages and ends',
    file: 'local/host/machine/fault.ts',
    text: 'for (const listener of listeners) listener(error)',
    becomes: '',
    killedBy: [FAULTS, 'an engine that dies'],
  },
  'full-disk-unseen': {
    undoes: 'a disk with hardly any room ends the hub',
    file: 'local/host/machine/fault.ts',
    text: 'free(one) < LEAST_FREE',
    becomes: 'free(one) < 0',
    killedBy: [FAULTS, 'a full disk'],
  },
  'secret-made-anew': {
    undoes: 'a secret is never made anew beside data that were made with it',
    file: 'local/host/machine/keep.ts',
    text: 'if (!found && hasData)',
    becomes: 'if (false)',
    killedBy: [FAULTS, 'is never made anew'],
  },
  'other-layout-read': {
    undoes: 'data that are keyed otherwise are not gone on with, since no claim would be found',
    file: 'local/host/machine/keep.ts',
    text: 'hasData && found?.layout !== LAYOUT',
    becomes: 'false',
    killedBy: [FAULTS, 'keyed otherwise'],
  },
  'secret-kept-once': {
    undoes: 'what a hub keeps stands in two files',
    file: 'local/host/machine/keep.ts',
    text: 'for (const name of FILES) writeWhole(dir, name, text)',
    becomes: 'for (const name of FILES.slice(0, 1)) writeWhole(dir, name, text)',
    killedBy: [FAULTS, 'what a hub keeps for its next start'],
  },
  'secret-unchecked': {
    undoes: 'what a hub keeps is known by its digest',
    file: 'local/host/machine/keep.ts',
    text: 'return digest(kept.values) === kept.sha256 ? kept.values : undefined',
    becomes: 'return kept.values',
    killedBy: [FAULTS, 'what a hub keeps for its next start'],
  },
  'damaged-tables-open': {
    undoes: 'tables whose files are not as they were written are not opened',
    file: 'local/host/engines/dynamodb/level-check.ts',
    text: 'if (file.readUInt32LE(end + 1) !== crc)',
    becomes: 'if (false)',
    killedBy: [FAULTS, 'are not opened: whatever bit has turned'],
  },
  'damaged-logs-open': {
    undoes: 'logs whose records are not as they were written are not read',
    file: 'local/host/engines/dynamodb/level-check.ts',
    text: 'if (!isRecord(file, at, end)) return isZero(file.subarray(at))',
    becomes: '',
    killedBy: [FAULTS, 'are not opened: whatever bit has turned'],
  },
  'half-a-record-stops': {
    undoes: 'half a record at the end of a log is what a power cut leaves',
    file: 'local/host/engines/dynamodb/level-check.ts',
    text: 'if (end > file.length) return !isRecord(file, at, file.length) && !hasRecord(file, at + 1)',
    becomes: 'if (end > file.length) return false',
    killedBy: [FAULTS, 'half a record at the end of a log'],
  },
}
