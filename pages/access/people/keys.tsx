import type { Office } from '../../../schemas/codes.ts'
import { Scope } from '../../../schemas/duties.ts'
import { LONGEST_KEY_NAME, MOST_KEYS } from '../../../schemas/records/api-key.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { KEY_HEADINGS, MAKE_KEY, REVOKE_KEY, SCOPE_NAMES } from '../../../wording/keys.ts'
import { divisionName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { type Fault, faulty, tickedIn } from '../../parts/fault.tsx'
import { Layout } from '../../parts/layout.tsx'
import { OfficeField } from '../../parts/office-field.tsx'
import { ScrollTable } from '../../parts/scroll-table.tsx'
import { StateBadge } from '../../parts/state-badge.tsx'
import { Things, type ThingsShown } from '../../parts/things.tsx'
import type { KeyThing } from './key-things.ts'

export interface KeysProps {
  readonly policy: Policy
  readonly local: boolean
  readonly division: string
  /** Those that send files. */
  readonly offices: readonly Office[]
  readonly keys: ThingsShown<KeyThing>
  readonly day: string
  readonly lastEnd: string
  readonly fault: Fault | undefined
}

/** 接口密钥: of a division's offices. */
export function Keys(props: KeysProps) {
  const { policy, local, division, keys, fault } = props
  return (
    <Layout policy={policy} here="/keys" local={local} title={PAGE_NAMES.keys} fault={fault}>
      <h1>{PAGE_NAMES.keys}</h1>
      <section class="card" aria-labelledby="keys-title">
        <h2 id="keys-title">
          {divisionName(division, policy)}（{keys.list.things.length}）
        </h2>
        <p class="hint">供各单位自己的业务系统报送文件、查询报送状态。密钥不能复核、审批，也不能查看个人信息。</p>
        <Things of={keys} path="/keys" file="/keys/list.xlsx">
          <KeyTable {...keys} />
        </Things>
      </section>
      <section class="card narrow" aria-labelledby="new-key-title">
        <h2 id="new-key-title">{MAKE_KEY}</h2>
        {keys.list.things.length < MOST_KEYS ? (
          <NewKey {...props} />
        ) : (
          <p class="note">接口密钥已满{MOST_KEYS}个。请先吊销不用的，再新建。</p>
        )}
      </section>
    </Layout>
  )
}

function KeyTable({ list, shown }: ThingsShown<KeyThing>) {
  return (
    <ScrollTable name={list.name} headings={[list.numbered, ...list.columns, list.stated, HEADINGS.act]}>
      {shown.map(({ key, number, cells, state }) => (
        <tr>
          <th scope="row">{number}</th>
          {cells.map((cell) => (
            <td>{cell}</td>
          ))}
          <td>
            <StateBadge state={state} />
          </td>
          <td>
            <form method="post" action={`/keys/${key.id}/revoke`}>
              <button type="submit" class="plain" aria-label={`${REVOKE_KEY}${key.name}`}>
                {REVOKE_KEY}
              </button>
            </form>
          </td>
        </tr>
      ))}
    </ScrollTable>
  )
}

function NewKey({ policy, division, offices, day, lastEnd, fault }: KeysProps) {
  const typed: Readonly<Record<string, string>> = fault?.typed ?? {}
  const ticked: readonly string[] = tickedIn(fault, 'scopes[]') ?? Scope.options
  return (
    <form class="fields" method="post" action="/keys">
      <OfficeField id="key-office" policy={policy} division={division} offices={offices} typed={typed.office} />
      <div class="field">
        <label for="key-name">{'名称（例如“低保系统”）'}</label>
        <input
          id="key-name"
          name="name"
          required
          maxlength={LONGEST_KEY_NAME}
          autocomplete="off"
          value={typed.name ?? ''}
          {...faulty(fault, 'key-name')}
        />
      </div>
      <div class="field">
        <label for="key-until">{KEY_HEADINGS.until}</label>
        <input
          id="key-until"
          name="until"
          type="date"
          required
          min={day}
          max={lastEnd}
          value={typed.until ?? lastEnd}
          {...faulty(fault, 'key-until')}
        />
      </div>
      <fieldset class="long boxes" id="scopes">
        <legend>{KEY_HEADINGS.scopes}</legend>
        {Scope.options.map((scope) => (
          <label>
            <input type="checkbox" name="scopes[]" value={scope} checked={ticked.includes(scope)} />{' '}
            {SCOPE_NAMES[scope]}
          </label>
        ))}
      </fieldset>
      <button type="submit">{MAKE_KEY}</button>
    </form>
  )
}
