import type { EndingsKeyed, NamedPerson } from '../../schemas/records/endings.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { PERSONS_TITLES } from '../../wording/effect.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { townshipName } from '../../wording/offices.ts'
import { EXPORT } from '../../wording/page-names.ts'
import { REVEALED, Reveal, WhoLooked } from '../parts/looking.tsx'

interface EndingsListsProps {
  readonly endings: EndingsKeyed
  readonly county: string
  readonly policy: Policy
  /** `all`, or one by key: who is shown whole. */
  readonly whole: string | undefined
}

/** Whoever confirms sees whole names and numbers. */
export function EndingsLists({ endings, county, policy, whole }: EndingsListsProps) {
  const { counts, ended, protected: kept, began, renumbered } = endings
  if (counts.ending + counts.protected + counts.began + renumbered.length === 0)
    return <p class="hint">没有人员变动。</p>
  const own = { county, policy, whole }
  return (
    <>
      <Persons {...own} id="ended" title={PERSONS_TITLES.ended} count={counts.ending} groups={ended} open />
      {renumbered.length > 0 && (
        <details class="place" id="renumbered" open>
          <summary>
            <h3>{PERSONS_TITLES.renumbered}</h3>
            <span>{renumbered.length}人，原号码的人员暂予保留，请核对是否填错</span>
          </summary>
          <section class="scroll" aria-label={PERSONS_TITLES.renumbered} tabindex={0}>
            <table aria-label={PERSONS_TITLES.renumbered}>
              <thead>
                <tr>
                  <th scope="col">{HEADINGS.name}</th>
                  <th scope="col">{HEADINGS.formerId}</th>
                  <th scope="col">{HEADINGS.newId}</th>
                </tr>
              </thead>
              <tbody>
                {renumbered.map((pair) => (
                  <tr id={pair.key === whole ? REVEALED : undefined}>
                    <th scope="row">{pair.name}</th>
                    <td>{pair.kept}</td>
                    <td>
                      {pair.came} {isVeiled(pair, whole) && <Reveal of={pair} />}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </details>
      )}
      <Persons {...own} id="kept" title={PERSONS_TITLES.protected} count={counts.protected} groups={kept} />
      <Persons {...own} id="began" title={PERSONS_TITLES.began} count={counts.began} groups={began} />
    </>
  )
}

interface PersonsProps extends Omit<EndingsListsProps, 'endings'> {
  readonly id: string
  readonly title: string
  readonly count: number
  readonly groups: EndingsKeyed['ended']
  readonly open?: boolean
}

const isVeiled = ({ key, name }: Pick<NamedPerson, 'key' | 'name'>, whole: string | undefined) =>
  whole !== 'all' && whole !== key && name !== ''

function Persons({ id, title, count, groups, open = false, county, policy, whole }: PersonsProps) {
  if (count === 0) return null
  const hasWhole = groups.some(({ persons }) => persons.some(({ key }) => key === whole))
  const shown = groups.reduce((sum, { persons }) => sum + persons.length, 0)
  return (
    <details class="place" id={id} open={open || hasWhole}>
      <summary>
        <h3>{title}</h3>
        <span>{count}人</span>
      </summary>
      {shown < count && (
        <p class="hint">
          本页列出 {shown} 人，其余请{EXPORT}查看。
        </p>
      )}
      <section class="scroll" aria-label={title} tabindex={0}>
        <table aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{HEADINGS.township}</th>
              <th scope="col">{HEADINGS.village}</th>
              <th scope="col">{HEADINGS.name}</th>
              <th scope="col">{HEADINGS.id}</th>
            </tr>
          </thead>
          <tbody>
            {groups.flatMap(({ township, persons }) =>
              persons.map((person) => (
                <tr id={person.key === whole ? REVEALED : undefined}>
                  <td>{township ? townshipName(county, township, policy) : '—'}</td>
                  <td>{person.village}</td>
                  <th scope="row">{person.name}</th>
                  <td>
                    {person.id} {isVeiled(person, whole) && <Reveal of={person} />}
                    {person.key === whole && <WhoLooked county={county} person={person.key} />}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </section>
    </details>
  )
}
