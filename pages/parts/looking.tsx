import { type Child, useContext } from 'hono/jsx'
import { MOST_WORDS, PurposeCode, type Work } from '../../schemas/purposes.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { PURPOSE_NAMES, shownTo } from '../../wording/purposes.ts'
import { type Fault, faulty } from './fault.tsx'
import { Allowed, Purposes, Viewer } from './viewer.tsx'

interface LookingProps {
  readonly work: Work
  /** The page itself. */
  readonly action: string
  readonly fault?: Fault | undefined
  /** Buttons beside those that stand with persons and files. */
  readonly children?: Child
}

const FORM = 'looking'
/** Where the page opens that shows somebody whole. */
export const REVEALED = 'revealed'

/** Why persons are looked at: chosen once, kept for the session, sent by the buttons beside persons and files. */
export function Looking({ work, action, fault, children }: LookingProps) {
  const before = useContext(Purposes)?.[work]
  const { purpose, words }: Partial<Record<string, string>> = fault?.field === 'purpose' ? fault.typed : (before ?? {})
  return (
    <form id={FORM} class="fields looking screen" method="post" action={action}>
      <div class="field">
        <label for="purpose">查阅用途</label>
        <select id="purpose" name="purpose" required {...faulty(fault, 'purpose')}>
          <option value="">请选择</option>
          {PurposeCode.options.map((code) => (
            <option value={code} selected={code === purpose}>
              {PURPOSE_NAMES[code]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="purpose-words">说明（选“{PURPOSE_NAMES.other}”的必填，不要写姓名和身份证号码）</label>
        <input id="purpose-words" name="words" maxlength={MOST_WORDS} autocomplete="off" value={words ?? ''} />
      </div>
      {children}
      <p class="hint long">查看完整信息、下载含有个人信息的文件，由何人、何时、因何用途，均先记录，后显示。</p>
    </form>
  )
}

/** On paper, a page with persons says who had it and when, as a file does. */
export function ShownTo({ policy, now }: { policy: Policy; now: number }) {
  const actor = useContext(Viewer)
  return actor ? <p class="paper">{shownTo(policy, actor, new Date(now).toISOString())}</p> : null
}

/** A button beside a person whose name and number are not shown whole. */
export function Reveal({ of: { key, name } }: { of: { readonly key: string; readonly name: string } }) {
  return (
    <button
      class="link screen"
      type="submit"
      form={FORM}
      name="person"
      value={key}
      aria-label={`显示${name}的完整信息`}
    >
      显示
    </button>
  )
}

/** A button for a file that holds persons. */
export function FileButton({ to, children }: { to: string; children?: Child }) {
  return (
    <button class="link file" type="submit" form={FORM} formaction={to}>
      {children}
    </button>
  )
}

/** Beside a person who is shown whole: who has looked before. */
export function WhoLooked({ county, person }: { county: string; person: string }) {
  return (
    <Allowed to="see" what="ledger" of={{ division: county }} persons>
      <a class="screen" href={`/persons/${county}/${person}/looks`}>
        {PAGE_NAMES.looks}
      </a>
    </Allowed>
  )
}
