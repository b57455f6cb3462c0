import { listOf, type Upload } from '../../schemas/records/upload.ts'

/** Persons begun, kept, ended, and protected by a doubt. */
export function EffectCounts({ upload: { effect, form, state, division, id, endingsKey } }: { upload: Upload }) {
  if (!effect) return null
  const isFull = listOf(form)?.mode !== 'new'
  return (
    <>
      <h2>人员变动</h2>
      <dl class="counts">
        <div>
          <dt>新列入</dt>
          <dd>{effect.began}人</dd>
        </div>
        <div>
          <dt>继续列入</dt>
          <dd>{effect.kept}人</dd>
        </div>
        {isFull && (
          <>
            <div>
              <dt>不再列入</dt>
              <dd>{effect.ended}人</dd>
            </div>
            <div>
              <dt>暂予保留</dt>
              <dd>{effect.protected}人</dd>
            </div>
          </>
        )}
      </dl>
      {state === 'held' && <p class="hint">确认以前没有人员减少，“不再列入”以确认后的为准。</p>}
      {endingsKey && (
        <p>
          <a class="screen" href={`/uploads/${division}/${id}/endings`}>
            查看人员变动名单
          </a>
        </p>
      )}
      {effect.protected > 0 && (
        <p class="hint">
          暂予保留：名单上没有这些人员，但退回的行中有同一身份证号码或同一姓名，或者同名人员换了身份证号码，或者后来的名单上有，所以没有减少。
        </p>
      )}
    </>
  )
}
