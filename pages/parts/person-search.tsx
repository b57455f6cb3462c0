import { useContext } from 'hono/jsx'
import { MOST_ASKED } from '../../schemas/api/person-search.ts'
import { FIND, PAGE_NAMES } from '../../wording/page-names.ts'
import { type Fault, faulty } from './fault.tsx'
import { Allowed, Viewer } from './viewer.tsx'

interface PersonSearchProps {
  readonly county: string
  readonly fault?: Fault | undefined
}

/** What is typed is sent, and stands in no address. */
export function PersonSearch({ county, fault }: PersonSearchProps) {
  return (
    <Allowed to="see" what="outcomes" of={{ division: county }} persons>
      <form class="card search screen" method="post" action={`/persons/${county}`}>
        <div class="field">
          <label for="wanted">{PAGE_NAMES.search}（案件编号、姓名或者身份证号码）</label>
          <input
            id="wanted"
            name="wanted"
            required
            maxlength={MOST_ASKED}
            autocomplete="off"
            value={fault?.typed.wanted ?? ''}
            {...faulty(fault, 'wanted')}
          />
        </div>
        <button type="submit">{FIND}</button>
      </form>
    </Allowed>
  )
}

/** In the reader's own county. */
export function OwnSearch() {
  const actor = useContext(Viewer)
  return actor ? <PersonSearch county={actor.division.slice(0, 6)} /> : null
}
