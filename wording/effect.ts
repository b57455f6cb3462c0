/** A list's effect on persons. */
import type { Upload } from '../schemas/records/upload.ts'

export const EFFECT_NAMES: Record<keyof NonNullable<Upload['effect']>, string> = {
  began: '新列入',
  kept: '继续列入',
  ended: '不再列入',
  protected: '暂予保留',
}

export const PERSONS_TITLES = {
  began: `${EFFECT_NAMES.began}的人员`,
  ended: `${EFFECT_NAMES.ended}的人员`,
  protected: `${EFFECT_NAMES.protected}的人员`,
  renumbered: '同名换号的人员',
} as const
