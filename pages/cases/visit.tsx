import { dayName } from '../../wording/dates.ts'
import { MATERIALS, TICK_WORDS, VERIFIED_ON } from '../../wording/materials-page.ts'
import { CHOOSE, OVERDUE } from '../../wording/page-names.ts'
import { standingName } from '../../wording/standings.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Allowed } from '../parts/viewer.tsx'
import type { ListedCase } from './case-list.tsx'

interface VisitProps {
  readonly of: ListedCase
  readonly division: string
  readonly today: string
  readonly fault: Fault | undefined
}

/** A person of a village: one tick where all is well, and fields for what is not. */
export function Visit({ of: { row, standing, next, name, id }, division, today, fault }: VisitProps) {
  const fieldOf = (heading: string) => `${row.number}.${heading}`
  return (
    <div class="visit" id={row.number}>
      <h3>
        {name} {id}
      </h3>
      <p class="hint">
        {row.number} {standingName(standing)} {dayName(next.until)}前{' '}
        {next.until < today && <b class="mark bad">{OVERDUE}</b>}
      </p>
      <Allowed to="send" what="answer" of={{ division, office: 'township' }}>
        <label class="tick">
          <input type="checkbox" name={fieldOf('tick')} value="yes" checked={fault?.typed[fieldOf('tick')] === 'yes'} />{' '}
          {TICK_WORDS}
        </label>
        <details class="place" open={MATERIALS.some(({ heading }) => fault?.typed[fieldOf(heading)])}>
          <summary>不是这样，另外填写</summary>
          <div class="fields">
            {MATERIALS.map(({ heading, codes }) => {
              const field = fieldOf(heading)
              const typed = fault?.typed[field] ?? ''
              return (
                <div class="field">
                  <label for={field}>{heading}</label>
                  {codes ? (
                    <select id={field} name={field} {...faulty(fault, field)}>
                      <option value="">{CHOOSE}</option>
                      {codes.map((code) => (
                        <option value={code} selected={code === typed}>
                          {code}
                        </option>
                      ))}
                    </select>
                  ) : (
                    <input
                      id={field}
                      name={field}
                      {...(heading === VERIFIED_ON ? { type: 'date', max: today } : { maxlength: 60 })}
                      autocomplete="off"
                      value={typed}
                      {...faulty(fault, field)}
                    />
                  )}
                </div>
              )
            })}
            <button class="plain" type="submit" name="only" value={row.number} aria-label={`只报这一件：${row.number}`}>
              只报这一件
            </button>
          </div>
        </details>
      </Allowed>
    </div>
  )
}
