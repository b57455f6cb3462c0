import { countedWords, deadLettersWords, NEVER_COUNTED, NO_DEAD_LETTERS } from '../../wording/dead-letters.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'

export type DeadLettersCounted = 'never' | { readonly at: string; readonly messages: number }

/** Whether the hub stands still somewhere, as it was counted last. */
export function DeadLettersCard({ of }: { readonly of: DeadLettersCounted }) {
  return (
    <section class="card" aria-labelledby="dead-letters-title">
      <h2 id="dead-letters-title">{PAGE_NAMES.deadLetters}</h2>
      <p>
        <a href="/dead-letters">
          {of === 'never' ? NEVER_COUNTED : of.messages > 0 ? deadLettersWords(of.messages) : NO_DEAD_LETTERS}
        </a>
      </p>
      {of !== 'never' && <p class="hint">{countedWords(of.at)}</p>}
    </section>
  )
}
