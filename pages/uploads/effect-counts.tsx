import { listOf, type Upload } from '../../schemas/records/upload.ts'
import { EFFECT_NAMES } from '../../wording/effect.ts'
import { PAGE_NAMES, SEE_CHANGES } from '../../wording/page-names.ts'
import { Allowed } from '../parts/viewer.tsx'

/** Persons begun, kept, ended, and protected by a doubt. */
export function EffectCounts({ upload, isWaiting }: { upload: Upload; isWaiting: boolean }) {
  const { effect, form, division, id, endingsKey } = upload
  if (!effect) return null
  const isFull = listOf(form)?.mode !== 'new'
  return (
    <>
      <h2>{PAGE_NAMES.changes}</h2>
      <dl class="counts">
        <div>
          <dt>{EFFECT_NAMES.began}</dt>
          <dd>{effect.began}人</dd>
        </div>
        <div>
          <dt>{EFFECT_NAMES.kept}</dt>
          <dd>{effect.kept}人</dd>
        </div>
        {isFull && (
          <>
            <div>
              <dt>{EFFECT_NAMES.ended}</dt>
              <dd>{effect.ended}人</dd>
            </div>
            <div>
              <dt>{EFFECT_NAMES.protected}</dt>
              <dd>{effect.protected}人</dd>
            </div>
          </>
        )}
      </dl>
      {isWaiting && <p class="hint">确认以前没有人员减少，“不再列入”以确认后的为准。</p>}
      {endingsKey && (
        <Allowed to="see" what="name-list" of={upload} persons>
          <p>
            <a class="screen" href={`/uploads/${division}/${id}/endings`}>
              {SEE_CHANGES}
            </a>
          </p>
        </Allowed>
      )}
      {effect.protected > 0 && (
        <p class="hint">
          暂予保留：名单上没有这些人员，但退回的行中有同一身份证号码或同一姓名，或者同名人员换了身份证号码，或者后来的名单上有，所以没有减少。
        </p>
      )}
    </>
  )
}
