import { COUNTY, csvOf, person, TOWNSHIPS } from '../../faults/lists.ts'
import { type Tasks, tasksOf } from './task.ts'
import { TODAY } from './world.ts'

const TOWNSHIP = TOWNSHIPS[COUNTY]![0]
const CLERK = { duty: 'clerk', division: TOWNSHIP, office: 'township', person: '孙丽' } as const
const GOVERNMENT = { ...CLERK, office: 'township-government', person: '郭伟' } as const

/** The case whose papers come by the workbook; read off the page. */
let number = ''

export const villages: Tasks = tasksOf('乡镇所', CLERK, {
  async 看今天去的村(by) {
    await by.go(by.todo('申报材料收集情况'))
    await by.press(by.link(/^西岭村/, by.main))
    await by.sees('西岭村（2件）')
  },
  async 勾选一人并报送(by) {
    await by.go(by.todo('申报材料收集情况'))
    const village = by.page.getByRole('region', { name: '西岭村' })
    await by.tick(village.getByRole('checkbox').first())
    await by.go(by.button('报送已填写的各件'))
    await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  },
  async 没有网络时勾选后来报送(by) {
    await by.go(by.todo('申报材料收集情况'))
    const context = by.page.context()
    const unsent = by.page.locator('#unsent')
    await context.setOffline(true)
    try {
      await by.tick(by.page.getByRole('region', { name: '西岭村' }).getByRole('checkbox').first())
      await by.press(by.button('报送已填写的各件'))
      await unsent.getByText('现在没有网络，有网络时自动报送').waitFor()
    } finally {
      await context.setOffline(false)
    }
    await unsent.getByText('1件已经报送。').waitFor()
    await by.go(unsent.getByRole('link', { name: '查看回执' }))
    await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  },
  async 打印村表(by) {
    await by.go(by.todo('申报材料收集情况'))
    await by.press(by.page.locator('summary', { hasText: '完整姓名、村表和报送用的表' }))
    await by.purpose('办理参保')
    await by.choose(/^打印哪个村/, '东坪村')
    await by.go(by.button('打印村表'))
    await by.sees('440222-2018-00003')
    number = '440222-2018-00003'
    if ((await by.prints()) !== 1) throw new Error('not one sheet')
  },
  async 报送填好的表(by) {
    await by.go(by.entry('报送'))
    const seen = { 材料情况: '已收齐', 入户复核: '已复核', 核实情况: '属实', 收集人: '孙丽', 复核日期: TODAY }
    const row = { 案件编号: number, 姓名: person(9).name, 身份证号码: person(9).id, ...seen, 复核人: '孙丽' }
    // Whom nobody has verified comes back.
    const faulty = { 案件编号: '440222-2018-00008', 姓名: person(5).name, 身份证号码: person(5).id, ...seen }
    await by.choose(by.page.locator('#send').getByLabel('报表'), '申报材料收集情况')
    await by.file(by.page.locator('#send').getByLabel(/^文件（/), {
      name: '材料.csv',
      buffer: csvOf('materials', [row, faulty]),
    })
    await by.go(by.button('上传', by.page.locator('#send')))
    await by.page.locator('#receipt .big', { hasText: '比对完成' }).waitFor()
  },
  async 看报送结果(by) {
    await by.go(by.link(/申报材料收集情况：/))
    await by.sees(/退回\s*1行/)
    await by.purpose()
    await by.download(by.button(/退回表/))
  },
})

export const government: Tasks = tasksOf('乡镇政府', GOVERNMENT, {
  async 看服务所还没有办的(by) {
    await by.go(by.link(/^查看：申报材料收集情况/))
    await by.sees('由乡镇（街道）人社服务所入户以后报送')
  },
  async 催办服务所(by) {
    await by.go(by.link(/^查看：申报材料收集情况/))
    await by.go(by.button('催办始兴县太平镇人社服务所'))
    await by.sees('已发出催办信')
  },
  async 看一个村的进度(by) {
    await by.go(by.entry('材料收集'))
    await by.press(by.link(/^东坪村/, by.main))
    await by.sees('东坪村')
  },
  async 打印村表(by) {
    await by.go(by.entry('材料收集'))
    await by.press(by.page.locator('summary', { hasText: '完整姓名、村表和报送用的表' }))
    await by.purpose('检查审计')
    await by.choose(/^打印哪个村/, '东坪村')
    await by.go(by.button('打印村表'))
    await by.sees('东坪村')
  },
})
