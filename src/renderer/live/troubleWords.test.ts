import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fix } from '../../contracts/capture'
import { alike } from '../../contracts/told'
import { i18n } from '../i18n/i18n'
import { fixWords, refusalText, refusalWords, whyWords } from './troubleWords'

const RETRY: Fix = { id: 'retry', text: 'Try again.', command: '', isOneClick: true }
const JOIN: Fix = {
  id: 'join-group',
  text: 'Join the group wireshark, then log out and in again.',
  command: 'sudo usermod -aG wireshark "$USER"',
  isOneClick: true,
}
const WHY = 'You may not capture yet: only members of the group wireshark may run dumpcap.'
const refused = (message: string, fix: Fix | null) =>
  ({ ok: false, reason: 'permission', message: alike(message), fix }) as const

describe('in English', () => {
  it('says it as the capture process does', () => {
    expect(fixWords(JOIN)).toBe(JOIN.text)
    expect(whyWords(WHY, JOIN)).toBe(WHY)
    expect(refusalText(refused(WHY, JOIN))).toBe(WHY)
  })

  it('does not say the way out twice', () => {
    expect(refusalWords(refused('No rights. Try again.', RETRY))).toBe('No rights. Try again.')
    expect(refusalWords(refused('No rights.', RETRY))).toBe('No rights. Try again.')
    expect(refusalWords(refused('No rights.', null))).toBe('No rights.')
  })
})

describe('in Chinese', () => {
  beforeEach(() => i18n.changeLanguage('zh-CN'))
  afterEach(() => i18n.changeLanguage('en'))

  it('says in words of its own what a fix is for', () => {
    expect(fixWords(JOIN)).toBe('加入该用户组，然后注销并重新登录。')
    expect(whyWords(WHY, JOIN)).toBe('尚不能抓包：只有特定用户组的成员才能运行 dumpcap。')
    expect(refusalWords(refused(WHY, JOIN))).toBe(whyWords(WHY, JOIN) + fixWords(JOIN))
  })

  it('keeps the other command that a fix offers', () => {
    const fix: Fix = {
      id: 'allow-dumpcap',
      text: 'Give dumpcap rights. To allow one group only, run: sudo dpkg-reconfigure wireshark-common.',
      command: 'sudo setcap cap_net_raw,cap_net_admin+eip /usr/bin/dumpcap',
      isOneClick: false,
    }
    expect(fixWords(fix)).toContain('请运行：sudo dpkg-reconfigure wireshark-common。')
    expect(fixWords({ ...fix, text: 'Give dumpcap rights.' })).not.toContain('dpkg')
  })

  it('names the dumpcap that this system has', () => {
    const fix: Fix = { id: 'install-dumpcap', text: 'Install Wireshark with Npcap', command: '', isOneClick: false }
    expect(fixWords(fix)).toContain('Npcap')
    expect(fixWords({ ...fix, text: 'Install Wireshark, with its package ChmodBPF' })).toContain('ChmodBPF')
    expect(fixWords({ ...fix, text: 'Install dumpcap' })).not.toMatch(/Npcap|ChmodBPF/)
  })

  it('says what a retry waits for', () => {
    const login: Fix = { ...RETRY, after: { what: 'login', group: 'wireshark' } }
    expect(fixWords(login)).toBe('从下次登录起你属于用户组 wireshark，请注销并重新登录。')
    expect(whyWords(WHY, login)).toBe('尚不能抓包：新的用户组要到下次登录才生效。')
    expect(whyWords('dumpcap can’t open lo: no.', { ...RETRY, after: { what: 'listing', group: null } })).toBe(
      'dumpcap can’t open lo: no.',
    )
  })

  it('leaves what only its own sentence tells', () => {
    expect(fixWords(RETRY)).toBe('Try again.')
    expect(whyWords('eth9 fell off.', RETRY)).toBe('eth9 fell off.')
    expect(refusalText(refused('eth9 fell off.', RETRY))).toBe('尚无抓包权限。 eth9 fell off.')
  })
})
