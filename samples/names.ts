import type { Random } from './random.ts'

export type Sex = '男' | '女'

// Common surnames stand several times, as weights.
const SURNAMES = [
  ...'王李张刘陈黄李刘陈黄张杨赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚丘温巫饶',
  '欧阳',
  '司徒',
]
const MALE = [
  ...'伟强军勇杰涛明超平刚辉鹏华飞鑫波斌宇浩凯健俊帆雄毅兴良海山仁富荣贵宏志学文武德金福生龙元全国胜祥才发新亮林有坚和彪诚先敬震振壮会思群豪心邦承乐绍功松善厚庆磊民友裕河哲江河',
]
const FEMALE = [
  ...'芳娜秀娟敏静丽艳莲玲桂英华兰凤洁梅琳素云霞香月莺媛瑞凡佳嘉琼勤珍贞莉红春菊娥燕萍环雪荣爱妹蓉雁青倩婷姣婉娴瑾颖露瑶怡婵蓓纨仪荷丹眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽',
]
const RARE = ['𬭚', '𫖯', '𬱖', '𬍛', '𬀩', '𫟹', '𬘬']
const MINORITY_FIRST = ['阿依古丽', '买买提', '古丽娜尔', '扎西', '卓玛', '阿卜杜拉', '热依汗', '艾力', '才让', '央金']
const MINORITY_LAST = ['吐尔逊', '艾合买提', '次仁', '多吉', '玉素甫', '热合曼', '伊明', '旺堆', '卡德尔', '阿布力孜']

/** One name in a hundred is a minority's with a middle dot, one in two hundred has a rare character. */
export function makeName(random: Random, sex: Sex): string {
  const kind = random.next()
  if (kind < 0.01) return `${random.pick(MINORITY_FIRST)}·${random.pick(MINORITY_LAST)}`
  const surname = random.pick(SURNAMES)
  const given = sex === '男' ? MALE : FEMALE
  const one = random.pick(given)
  if (kind < 0.015) return surname + one + random.pick(RARE)
  if (kind < 0.2) return surname + one
  if (kind < 0.22) return surname + one + random.pick(given) + random.pick(given)
  return surname + one + random.pick(given)
}

/** Another clerk has heard the last character differently. */
export function misheard(random: Random, name: string, sex: Sex): string {
  const characters = [...name]
  const last = characters.pop()
  const given = (sex === '男' ? MALE : FEMALE).filter((character) => character !== last)
  return characters.join('') + random.pick(given)
}
