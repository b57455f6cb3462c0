import { CITY } from '../../faults/lists.ts'
import { type Tasks, tasksOf } from './task.ts'
import { IN_USE } from './world.ts'

const ADMINISTRATOR = { duty: 'administrator', division: CITY, person: '罗斌' } as const
const SECURITY = { ...ADMINISTRATOR, duty: 'security', person: '高峰' } as const
const AUDITOR = { ...ADMINISTRATOR, duty: 'auditor', person: '郑燕' } as const

export const administrators: Tasks = tasksOf('系统管理员', ADMINISTRATOR, {
  async 新建账号(by) {
    await by.go(by.link('新建账号'))
    await by.go(by.link('始兴县'))
    await by.choose('单位', '始兴县民政局')
    await by.fill('姓名', '林小红')
    await by.fill(/^手机号/, '13800000099')
    await by.tick(by.page.getByRole('checkbox', { name: '经办' }))
    await by.go(by.button(/确认/, by.main))
    await by.sees('林小红')
  },
  async 看未送达的通知(by) {
    await by.go(by.todo('未送达的通知'))
    await by.sees('未送达的通知')
  },
  async 下载参数设置表(by) {
    await by.go(by.entry('参数设置'))
    await by.download(by.link(/下载现在的参数设置表/))
  },
  async 看参数的一版(by) {
    await by.go(by.entry('参数设置'))
    await by.go(by.link('第1版'))
    await by.sees('参数第1版')
  },
  async 看一个县的账号(by) {
    await by.go(by.entry('人员账号'))
    await by.go(by.link('始兴县'))
    await by.sees('林小红')
  },
})

export const securityOfficers: Tasks = tasksOf('安全管理员', SECURITY, {
  async 确认新账号(by) {
    await by.go(by.todo('待确认的账号'))
    await by.tick(by.page.getByRole('checkbox').first())
    await by.go(by.button('确认勾选的账号'))
    await by.sees('没有待确认的账号')
  },
  async 锁定账号(by) {
    await by.go(by.entry('人员账号'))
    await by.go(by.link('始兴县'))
    await by.go(by.link('林小红'))
    await by.go(by.button('锁定'))
    await by.sees('已锁定')
  },
  async 解锁账号(by) {
    await by.go(by.entry('人员账号'))
    await by.go(by.link('始兴县'))
    await by.go(by.link('林小红'))
    await by.go(by.button('解锁'))
    await by.sees('林小红')
  },
  async 作应急授权(by) {
    await by.go(by.entry('人员账号'))
    await by.go(by.link('始兴县'))
    await by.go(by.link(IN_USE.name))
    await by.choose('职责', '复核')
    await by.fill(/^理由/, '复核人住院，名单今天截止')
    await by.go(by.button('应急授权'))
    await by.sees('收回')
  },
  async 看应急授权(by) {
    await by.go(by.entry('人员账号'))
    await by.go(by.link('应急授权'))
    await by.sees('复核人住院')
  },
})

export const auditors: Tasks = tasksOf('审计员', AUDITOR, {
  async 核对审计记录(by) {
    await by.go(by.entry('审计记录'))
    await by.go(by.button('重新核对'))
    await by.sees('核对')
  },
  async 查找一类记录(by) {
    await by.go(by.entry('审计记录'))
    await by.choose('类型', '提出账号或者职责')
    await by.go(by.button('查找'))
    await by.go(by.link(/^第\d+条$/))
    await by.sees('提出账号或者职责')
  },
  async 看需要了解的查看情况(by) {
    await by.go(by.entry('审计记录'))
    await by.sees('需要了解的查看情况')
  },
  async 打印核对情况(by) {
    await by.go(by.entry('审计记录'))
    if ((await by.prints()) < 1) throw new Error('nothing on paper')
  },
  async 打开一条记录(by) {
    await by.go(by.entry('审计记录'))
    await by.go(by.link(/^第\d+条$/))
    await by.sees('第')
  },
})
