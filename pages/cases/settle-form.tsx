import type { Choice } from '../../schemas/codes.ts'
import type { Standing } from '../../schemas/records/case.ts'
import { CONSEQUENCES } from '../../wording/case-page.ts'
import { declares } from '../../wording/declaration.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { CHOICE_NAMES, standingName } from '../../wording/standings.ts'
import { type Fault, faulty } from '../parts/fault.tsx'
import { Signer } from '../parts/signer.tsx'
import { Allowed } from '../parts/viewer.tsx'

/** A choice that fits, with what it would lead to. */
export interface Possible {
  readonly choice: Choice
  readonly name?: string | undefined
  /** Until a second person confirms. */
  readonly waits: boolean
  /** Of each case of the person in the county. */
  readonly leads: readonly Standing[]
}

interface SettleFormProps {
  readonly number: string
  readonly county: string
  readonly isWhole: boolean
  /** To whoever has seen the person whole. */
  readonly possible: readonly Possible[]
  /** Some choice fits. */
  readonly fits: boolean
  readonly fault: Fault | undefined
}

/** Whoever settles has seen the person whole. */
export function SettleForm({ county, number, isWhole, possible, fits, fault }: SettleFormProps) {
  return (
    <Allowed to="send" what="settlement" of={{ division: county }}>
      <section class="card screen" aria-labelledby="settle-title">
        <h2 id="settle-title">填写处理意见</h2>
        {possible.length > 0 ? (
          <Fields county={county} number={number} possible={possible} fault={fault} />
        ) : (
          <p class="note">
            {isWhole || !fits
              ? '这个案件现在没有要处理的。'
              : '请先在“人员”中选择查阅用途，点“显示”核对完整姓名和身份证号码，再填写处理意见。'}
          </p>
        )}
      </section>
    </Allowed>
  )
}

function Fields({ county, number, possible, fault }: Omit<SettleFormProps, 'isWhole' | 'fits'>) {
  return (
    <form class="fields" method="post" action={`/cases/${county}/${number}/settlements`}>
      <fieldset class="boxes long">
        <legend>{HEADINGS.choice}</legend>
        {possible.map((one, i) => {
          const value = one.name === undefined ? one.choice : `${one.choice}:${one.name}`
          const id = `choice-${i}`
          return (
            <div>
              <label>
                <input
                  type="radio"
                  name="choice"
                  value={value}
                  required
                  checked={fault?.typed.choice === value}
                  aria-describedby={id}
                />{' '}
                {CHOICE_NAMES[one.choice]}
                {one.name && `：${one.name}`}
              </label>
              <p class="hint" id={id}>
                {wordsOf(one)}
              </p>
            </div>
          )
        })}
      </fieldset>
      <div class="field long">
        <label for="grounds">{HEADINGS.grounds}（4至200个字，写明核对了什么证件或者材料；不要写身份证号码）</label>
        <textarea
          id="grounds"
          name="grounds"
          rows={3}
          required
          minlength={4}
          maxlength={200}
          {...faulty(fault, 'grounds')}
        >
          {fault?.typed.grounds ?? ''}
        </textarea>
      </div>
      <p class="hint long">点“提交处理意见”即声明：{declares('settlement')}</p>
      <Signer what={HEADINGS.settler} />
      <button type="submit">提交处理意见</button>
    </form>
  )
}

function wordsOf({ choice, waits, leads }: Possible): string {
  const said = [...new Set(leads.map(standingName))].join('、')
  const when = waits ? '另一人确认以后，预计' : '预计'
  return `${CONSEQUENCES[choice] ?? ''}${when}：${said}。`
}
