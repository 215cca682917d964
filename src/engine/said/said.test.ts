import { afterEach, describe, expect, test } from 'vitest'
import { inEach, inEnglishOnly, language, learn, nameOf, said, speak } from './said'

afterEach(() => speak('en'))

function speakBy(texts: Readonly<Record<string, string>>): void {
  learn('zh-CN', texts)
  speak('zh-CN')
}

const sentence = (who: string, frame: number): string => said`${who} sent its FIN in frame ${frame}.`

describe('said', () => {
  test('is English without a catalogue', () =>
    expect(sentence('10.0.0.1', 7)).toBe('10.0.0.1 sent its FIN in frame 7.'))

  test('takes the facts in the order of the other language', () => {
    speakBy({ '{0} sent its FIN in frame {1}.': '帧 {1} 中,{0} 发出 FIN。' })
    expect(sentence('10.0.0.1', 7)).toBe('帧 7 中,10.0.0.1 发出 FIN。')
    expect(sentence('{1}', 8)).toBe('帧 8 中,{1} 发出 FIN。')
  })

  test('is English where the catalogue lacks a text, and again without it', () => {
    speakBy({})
    expect(sentence('a', 1)).toBe('a sent its FIN in frame 1.')
    speakBy({ '{0} sent its FIN in frame {1}.': '{0}' })
    expect(sentence('a', 1)).toBe('a')
    speak('en')
    expect(sentence('a', 1)).toBe('a sent its FIN in frame 1.')
  })

  test('stays English for a while, where that is asked for', () => {
    speakBy({ '{0} sent its FIN in frame {1}.': '{0}' })
    expect(inEnglishOnly(() => sentence('a', 1))).toBe('a sent its FIN in frame 1.')
    expect(sentence('a', 1)).toBe('a')
  })

  test('is made in each language for who keeps it, and goes on in the one that was spoken', () => {
    speakBy({ '{0} sent its FIN in frame {1}.': '{0} 发出' })
    const told = { en: 'a sent its FIN in frame 1.', 'zh-CN': 'a 发出' }
    expect(inEach(() => sentence('a', 1))).toEqual(told)
    expect(() => inEach(() => JSON.parse('{'))).toThrow()
    expect([language(), sentence('a', 1)]).toEqual(['zh-CN', 'a 发出'])
    speak('en')
    expect(inEach(() => sentence('a', 1))).toEqual(told)
  })

  test('sets a gap where Chinese meets Latin letters or digits, and none between Chinese', () => {
    speakBy({ '{0} sent its FIN in frame {1}.': '{0} 在帧{1}发出 FIN。' })
    expect(sentence('客户端', 7)).toBe('客户端在帧 7 发出 FIN。')
    expect(sentence('10.0.0.1', 7)).toBe('10.0.0.1 在帧 7 发出 FIN。')
    expect(sentence('（A）', 7)).toBe('（A）在帧 7 发出 FIN。')
  })

  test('names a text by its facts’ places', () => {
    expect(nameOf(['', ' and ', ''])).toBe('{0} and {1}')
    expect(nameOf(['Nothing needs doing.'])).toBe('Nothing needs doing.')
  })
})
