import type { DeadLetters } from '../../schemas/records/dead-letters.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { timeName } from '../../wording/dates.ts'
import {
  COUNTING_LATE,
  countedWords,
  DEAD_LETTER_HEADINGS,
  DEAD_LETTER_NAMES,
  DEAD_LETTERS_HINT,
  deadLettersWords,
  NEVER_COUNTED,
  NO_DEAD_LETTERS,
  NOT_REPLAYED,
  REPLAY_STOPPED,
  replayCommand,
} from '../../wording/dead-letters.ts'
import { BACK_HOME, PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { number, ScrollTable } from '../parts/scroll-table.tsx'

export interface DeadLettersProps {
  readonly policy: Policy
  readonly local: boolean
  /** None where they were never counted. */
  readonly dead: (DeadLetters & { readonly messages: number; readonly isLate: boolean }) | undefined
}

const { queue, messages, since, effect, todo } = DEAD_LETTER_HEADINGS
const COLUMNS = [queue, number(messages), since, effect, todo]

/** Where the hub stands still, for whoever tells its operator. */
export function DeadLettersPage({ policy, local, dead }: DeadLettersProps) {
  return (
    <Layout policy={policy} here="/" local={local} title={PAGE_NAMES.deadLetters} landscape>
      <p class="back">
        <a href="/">{BACK_HOME}</a>
      </p>
      <h1>{PAGE_NAMES.deadLetters}</h1>
      {!dead && <p class="note">{NEVER_COUNTED}</p>}
      {dead?.isLate && <p class="note bad">{COUNTING_LATE}</p>}
      {dead && (
        <p class={dead.messages > 0 ? 'note bad' : 'note good'}>
          <strong class="said">{dead.messages > 0 ? deadLettersWords(dead.messages) : NO_DEAD_LETTERS}</strong>
          {countedWords(dead.at)}
        </p>
      )}
      <p class="hint">{DEAD_LETTERS_HINT}</p>
      {dead && dead.messages > 0 && (
        <ScrollTable name={PAGE_NAMES.deadLetters} headings={COLUMNS}>
          {dead.queues.map((of) => {
            const command = replayCommand(of.queue, local)
            return (
              <tr>
                <th scope="row">
                  {DEAD_LETTER_NAMES[of.queue].name}（{of.queue}）
                </th>
                <td class="number">{of.messages}</td>
                <td class="brief">{timeName(of.since)}</td>
                <td class="prose">{DEAD_LETTER_NAMES[of.queue].effect}</td>
                <td class="prose">
                  {command ? <code class="code">{command}</code> : NOT_REPLAYED}
                  {command && local && REPLAY_STOPPED}
                </td>
              </tr>
            )
          })}
        </ScrollTable>
      )}
    </Layout>
  )
}
