/** The timeline in words. */
import { RULES } from '../../../rules/determination/determine.ts'
import type { Happened, Moved } from '../../../rules/person-file/timeline.ts'
import type { Brought, Change, DecisionShown, Entry, FactNamed, PersonFile } from '../../../schemas/api/person-file.ts'
import type { Decision } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import { LINE_SENTENCES } from '../../../wording/determination-lines.ts'
import {
  batchText,
  listingText,
  materialsText,
  registerText,
  resultText,
  returnedText,
  settlementText,
  unreadText,
} from '../../../wording/person-file.ts'

interface Telling {
  readonly county: string
  readonly policy: Policy
  readonly brought: (upload: Pick<Upload, 'division' | 'id'> | undefined) => Brought | undefined
  readonly money: PersonFile['money']
}

/** The latest first. */
export function entriesOf(happened: readonly Happened[], { county, policy, brought, money }: Telling): Entry[] {
  const entries = happened.map(({ event, moved, decision }): Timed => {
    const source = brought(event.upload)
    const entry: Entry = {
      day: event.day,
      ...(source && { brought: source }),
      changes: moved.flatMap((one) => changeShown(one, policy)),
      ...(decision && {
        decision: {
          ...(decision.before && { from: decisionShown(decision.before, county) }),
          ...(decision.after && { to: decisionShown(decision.after, county) }),
        },
      }),
    }
    return { entry, at: event.mergedAt }
  })
  const approved = money.map(({ batch, year, fen, approvedOn, approvedAt }): Timed => {
    const change: Change = { about: 'result', of: batch, change: 'began', text: batchText(batch, year, fen) }
    return { entry: { day: approvedOn, changes: [change] }, at: approvedAt }
  })
  const whenOf = ({ entry: { day }, at }: Timed) => `${day} ${at}`
  return [...entries, ...approved]
    .sort((a, b) => (whenOf(a) === whenOf(b) ? 0 : whenOf(a) < whenOf(b) ? 1 : -1))
    .map(({ entry }) => entry)
}

interface Timed {
  readonly entry: Entry
  /** Orders those of a day. */
  readonly at: string
}

function changeShown(moved: Moved, policy: Policy): Change[] {
  const text = textOf(moved, policy)
  const change = !moved.before ? 'began' : moved.after ? 'changed' : 'ended'
  return text === undefined ? [] : [{ about: moved.about, of: moved.of, change, text }]
}

function textOf(moved: Moved, policy: Policy): string | undefined {
  switch (moved.about) {
    case 'listing':
      return listingText(moved.of, moved, policy)
    case 'register':
      return registerText(moved.of, moved.before, moved.after)
    case 'returned-row':
      return returnedText(moved.of, moved.after !== undefined)
    case 'unread-register':
      return unreadText(moved.after !== undefined)
    case 'materials':
      return moved.after && materialsText(moved.after)
    case 'settlement':
      return moved.after && settlementText(moved.after)
    case 'result':
      return moved.after && resultText(moved.of, moved.after)
  }
}

export function decisionShown({ facts, ...decision }: Decision, county: string): DecisionShown {
  const { name = '', articles } = RULES.find(({ line }) => line === decision.line) ?? {}
  return {
    ...decision,
    ...{ name, sentence: LINE_SENTENCES[name] ?? '' },
    ...(articles && { articles }),
    facts: facts.map((fact) => factNamed(fact, county)),
  }
}

/** `lists.440222#dibao`, `unread.440222`, `settlements.440222.<order>`, `results.440222.<batch>` */
function factNamed(fact: string, county: string): FactNamed {
  const [, kind = '', of = '', rest = ''] = /^(\w+)\.(\d{6})[#.]?(.*)$/.exec(fact) ?? []
  const isOwn = of === county
  const isNamed = rest !== '' && (isOwn || kind === 'lists' || kind === 'register')
  return { kind: kind as FactNamed['kind'], isOwn, ...(isNamed && { of: rest }) }
}
