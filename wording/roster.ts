/** Words of 现行名单. */
export const ROSTER_SHOWS = {
  all: '现有',
  began: '新列入',
  ended: '不再列入',
  changed: '信息有变动',
  'not-in-city': '市级名单没有',
} as const
export type RosterShow = keyof typeof ROSTER_SHOWS

export const ROSTER_WORDS = {
  byTownship: '按乡镇（街道）',
  outcomes: '本单位人员的结果',
  find: '按姓名或者身份证号码查找',
  empty: '名单上还没有人。在“报送”页报送全部名单或者新增名单以后，列在这里。',
  none: '没有。',
  notFound: '没有找到。请核对姓名或者身份证号码；本单位没有报送的人查不到。',
  partial: '办结以后变动的人太多，这里没有全部列出。办结本月以后可以看到全部。',
  undecided: '新列入，尚未办结',
  elsewhere: '本县（市、区）没有结果，请向社保经办机构了解',
  mend: '请与市级单位核对：应当列入的，由市级在下一次全部名单中补上；不应列入的，下一次全部名单不再列入。',
  later: '比对以后新列入的人员，没有与市级名单比对过。',
} as const
