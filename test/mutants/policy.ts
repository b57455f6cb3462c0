/** What a policy must not do to what was sent under an earlier one. */
import type { Mutants } from './mutant.ts'

const PUT = 'functions/web/policy/put-policy.ts'
const PREVIEW = 'functions/web/policy/policy-preview.ts'
const POLICY_TEST = 'test/functions/web/policy/policy-versions.test.ts'

export const POLICY: Mutants = {
  'preview-all-alike': {
    undoes: 'what a draft decides otherwise is counted before it is in force',
    file: 'rules/determination/shift.ts',
    text: 'before?.outcome === after?.outcome && before?.reason === after?.reason',
    becomes: 'before?.outcome === after?.outcome || before?.reason === after?.reason',
    killedBy: [POLICY_TEST, 'how many a draft would decide otherwise'],
  },
  'preview-from-the-start': {
    undoes: 'who is counted already is not counted twice after a crash',
    file: 'functions/snapshot/preview-policy.ts',
    text: 'keys.filter((key) => key > upTo)',
    becomes: '[...keys]',
    killedBy: [POLICY_TEST, 'a draft is counted once'],
  },
  'preview-not-waited-for': {
    undoes: 'a draft comes into force only once everybody was looked at',
    file: PUT,
    text: '  await demandCounted(deps, id)\n',
    becomes: '',
    killedBy: [POLICY_TEST, 'a draft is counted once'],
  },
  'uncounted-unnamed': {
    undoes: 'a policy that may touch persons who cannot be counted is grave all the same',
    file: 'functions/web/policy/policy-preview.ts',
    text: 'persons === 0 && uncounted.length === 0',
    becomes: 'persons === 0',
    killedBy: ['test/functions/web/policy/policy-versions.test.ts', 'a county whose lists are cut off or gone'],
  },
  'policy-drops-category': {
    undoes: 'a policy that drops a category with lists is refused',
    file: PREVIEW,
    text: '...droppedCategories(before, after, listed), ',
    becomes: '',
    killedBy: [POLICY_TEST, 'a category or a place with lists is not dropped'],
  },
  'policy-drops-place': {
    undoes: 'a policy that drops a place with lists is refused',
    file: PREVIEW,
    text: '...droppedPlaces(before, after, listed), ',
    becomes: '',
    killedBy: [POLICY_TEST, 'a category or a place with lists is not dropped'],
  },
  'policy-drops-amount': {
    undoes: 'a policy without an amount of this year is refused',
    file: PREVIEW,
    text: ', ...unpaid(deps, after)]',
    becomes: ']',
    killedBy: [POLICY_TEST, 'a policy without an amount of this year is refused'],
  },
  'policy-drops-at-confirmation': {
    undoes: 'what was used since the draft was shown is not dropped by it',
    file: PUT,
    text: "if (faults.length > 0) throw refuse('policy-drops-used'",
    becomes: "if (false) throw refuse('policy-drops-used'",
    killedBy: [POLICY_TEST],
  },
  'policy-of-two-writers': {
    undoes: 'of two who change the policy at once the second changes nothing',
    file: 'stores/policy/policies.ts',
    text: 'if (before !== policy.version - 1) return false',
    becomes: '',
    killedBy: ['test/stores/policy.test.ts', 'the next revision is put once'],
  },
  'policy-contacts-lost': {
    undoes: 'contacts are put back with a version',
    file: PUT,
    text: 'const { contacts, deadlines } = kept.rest ?? rest\n  const policy',
    becomes: 'const { contacts, deadlines } = rest\n  const policy',
    killedBy: [POLICY_TEST, 'every version is kept with who and when'],
  },
  'policy-first-version-lost': {
    undoes: 'contacts and deadlines of the version before are kept',
    file: PUT,
    text: 'await deps.policies.keep(base.version, await restInForce(deps))',
    becomes: '',
    killedBy: [POLICY_TEST, 'every version is kept with who and when'],
  },
  'policy-half-applied': {
    undoes: 'contacts that a fault left behind are taken by whoever looks next',
    file: 'functions/web/policy/policy-versions.ts',
    text: 'await contacts.replace(rest.contacts)',
    becomes: '',
    killedBy: [POLICY_TEST, 'contacts and deadlines that a fault left behind'],
  },
}
