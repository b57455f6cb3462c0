/** Instructions for each column of an incoming form (the sheet 填表说明). */

import type { Column, Form, FormCode } from '../../schemas/columns.ts'
import { Fault } from '../../schemas/fault.ts'

export interface ExamplePlace {
  readonly county: string
  readonly township: string
}

interface Hint {
  readonly how: string
  readonly example: string
}

// The specimen printed in GB 11643-1999, nobody's number.
const SPECIMEN = '11010519491231002X'

const HINTS: Record<string, Hint> = {
  序号: { how: '从1开始的顺序号。', example: '1' },
  '县（市、区）': { how: '填本县（市、区）名称。', example: '' },
  '乡镇（街道）': { how: '从下拉列表选，或填现行全称。', example: '' },
  '村（居）委会': { how: '填村（居）委会名称。', example: '五里村委会' },
  姓名: {
    how: '与身份证一致；少数民族姓名中间用“·”。不要写序号、电话、括号或说明，不要用 *、□ 代替打不出的字。',
    example: '李梅',
  },
  性别: { how: '从下拉列表选；可以不填。填了会与身份证号码核对。', example: '女' },
  身份证号码: {
    how: '18位，末位 X 用英文字母。本列已设为文本，请勿改成“常规”或“数值”，否则末几位会变成0，无法恢复。从别处复制时，请用“选择性粘贴—数值”。',
    example: SPECIMEN,
  },
  出生日期: { how: '年-月-日；可以不填。填了会与身份证号码核对。', example: '1949-12-31' },
  户籍地址: { how: '户口簿上的地址；可以不填。', example: '幸福路1号' },
  联系电话: { how: '手机或带区号的固定电话；可以不填。', example: '0751-0000000' },
  认定日期: { how: '年-月-日；可以不填。', example: '2018-05-01' },
  备注: { how: '需要说明的情况；可以不填。', example: '' },
  贫困户编号: { how: '建档立卡系统中的户编号；可以不填。', example: 'P0001' },
  与户主关系: { how: '例如：户主、配偶、子女；可以不填。', example: '户主' },
  低保证号: { how: '填低保证上的号码。', example: 'D0001' },
  户主姓名: { how: '可以不填。', example: '李梅' },
  特困供养证号: { how: '填特困人员供养证上的号码。', example: 'T0001' },
  供养方式: { how: '从下拉列表选。', example: '分散供养' },
  残疾人证号: {
    how: '20位：身份证号码＋1位类别＋1位等级；补发的证末尾另有 B 和一位数字。要与身份证号码、残疾类别、残疾等级一致。',
    example: `${SPECIMEN}52`,
  },
  残疾类别: { how: '从下拉列表选，与残疾人证一致。', example: '智力' },
  残疾等级: { how: '从下拉列表选，与残疾人证一致。代缴对象是一级、二级，以及精神、智力残疾人。', example: '二级' },
  险种: { how: '从下拉列表选。同一人参加几个险种的，每个险种一行。', example: '城乡居民' },
  参保状态: { how: '从下拉列表选。', example: '正常参保' },
  参保县: { how: '填参保地的县（市、区）名称；在市本级参保的填市名。', example: '' },
  参保日期: { how: '年-月-日；可以不填。', example: '2012-07-01' },
  累计缴费月数: { how: '整数；可以不填。', example: '72' },
  本年缴费方式: { how: '从下拉列表选。', example: '未缴费' },
  本年缴费金额: { how: '单位：元；可以不填。', example: '0.00' },
  待遇状态: { how: '从下拉列表选。', example: '未领取' },
  待遇开始年月: { how: '四位年两位月，如201805；可以不填。', example: '' },
  月待遇金额: { how: '单位：元；可以不填。', example: '' },
  在校学生: { how: '从下拉列表选；可以不填。', example: '否' },
  案件编号: { how: '照抄“申报材料收集通知”上的编号。', example: '2018-000001' },
  材料情况: { how: '从下拉列表选。', example: '已收齐' },
  入户复核: { how: '从下拉列表选。', example: '已复核' },
  核实情况: { how: '从下拉列表选；可以不填。', example: '属实' },
  收集人: { how: '收集材料的村（居）干部姓名。', example: '王芳' },
  复核人: { how: '入户复核的驻村工作队员姓名。', example: '赵军' },
  复核日期: { how: '年-月-日。', example: '2018-06-20' },
  乡镇确认人: { how: '乡镇（街道）确认人姓名。', example: '陈静' },
  复核原因: { how: '照“复核清单”，不要改。', example: '姓名不一致' },
  处理意见: { how: '从下拉列表选；还没有决定的留空，留空的行不处理。', example: '以此姓名为准' },
  正确姓名: { how: '处理意见是“以此姓名为准”的，填名单或参保登记信息中的一个姓名。', example: '李梅' },
  依据说明: { how: '写明依据，至少4个字。', example: '已核对身份证原件' },
  批次号: { how: '照抄“缴费登记名单”上的批次号，每行都填。', example: '2018-0001' },
  金额: { how: '单位：元，两位小数，与“缴费登记名单”一致。', example: '120.00' },
  处理结果代码: {
    how: '从下拉列表选：00 成功，01 身份信息不符，02 没有账户，03 账户状态异常，04 重复，05 退回，90 待查，99 其他。本列为文本，前面的0要保留。',
    example: '00',
  },
  处理日期: { how: '年-月-日。', example: '2018-06-25' },
  流水号: { how: '可以不填。', example: '' },
  银行账号: { how: '可以不填。本列为文本。', example: '' },
  说明: { how: '不成功的原因；可以不填。', example: '' },
  申请编号: { how: '照抄“代缴资金申请表”上的编号。', example: '2018-0001' },
  申请金额: { how: '单位：元，两位小数，与申请表一致。', example: '1200.00' },
  拨付金额: { how: '单位：元，两位小数，按实际拨付填写。', example: '1200.00' },
  拨付日期: { how: '年-月-日。', example: '2018-07-02' },
  凭证号: { how: '填拨款凭证上的号码。', example: '2018-0715' },
}

export function hintOf(column: Column, place: ExamplePlace): Hint {
  const hint = HINTS[column.heading]
  if (!hint) throw new Fault('impossible', `no instruction for the column ${column.heading}`)
  if (column.use === 'county') return { ...hint, example: place.county }
  if (column.use === 'township') return { ...hint, example: place.township }
  return hint
}

const LIST = [
  '“新增”名单只列上月新增的人员；“全部”名单要列截至上年底的全部人员，没有列入的人员会被当作不再列入。',
  '本月没有人员的，请在平台上报“零报告”，不要上传空表。',
]

const NOTES: Record<FormCode, readonly string[]> = {
  'registered-poor': LIST,
  dibao: LIST,
  tekun: LIST,
  disabled: LIST,
  register: ['每次上传的都是全部参保登记信息：新上传的整份替换上一份，没有列入的人员会被当作没有参保登记。'],
  materials: ['“申报材料收集通知”上的每一个人填一行。'],
  settlement: ['本表就是“复核清单”：填好处理意见和依据说明后，整份上传。'],
  'bank-return': [
    '每一笔填一行，姓名、身份证号码、金额与“缴费登记名单”一致。可以分几次报送：还没有结果的，删去该行。',
    '最后加一行合计：“序号”栏填“合计”，后面填笔数，“金额”栏填总金额；与本文件各行不符的，整份退回。',
  ],
  allocation: ['每一份“代缴资金申请表”填一行，拨付金额按实际填写。'],
}

const GENERAL = [
  '带 * 的栏目必须填写（“县（市、区）”留空视为本县）。栏目的顺序可以改，可以增加自己的栏目，但不要改表头的名称。',
  '不要合并单元格，不要把一个人的内容拆成两行。空白行、合计行、签名行不影响上传。',
  '填好后保存为 .xlsx 上传；上传时不用删除本页。有误的行会以“退回表”退回，改正后再报。',
]

export function notesOf(form: Form): readonly string[] {
  return [...NOTES[form.code], ...GENERAL]
}
