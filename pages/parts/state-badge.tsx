import type { StateWords } from '../../wording/upload-state.ts'

const MARKS: Record<StateWords['tone'], string> = { plain: '○', moving: '◔', wait: '!', bad: '✕', good: '✓' }

/** An upload's or batch's state in a word and a colour. */
export function StateBadge({ state }: { state: Pick<StateWords, 'words' | 'tone' | 'more'> }) {
  return (
    <>
      <span class={`state ${state.tone}`}>
        <span aria-hidden="true">{MARKS[state.tone]}</span>
        {state.words}
      </span>
      {state.more && <small class="more">{state.more}</small>}
    </>
  )
}
