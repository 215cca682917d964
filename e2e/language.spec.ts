/** What was told before the language changed is told in the other one afterwards. */
import { copyOfSample, garbage } from './captures'
import { speak } from './look'
import { expect, test } from './program'

const HAN = /[\u3400-\u9fff]/

test('a notice follows the language', async ({ start }) => {
  const program = await start([garbage()])
  await expect(program.alert()).toContainText('could not be read')
  await expect(program.alert()).toContainText('not a capture')
  await speak(program, 'zh-CN')
  await expect(program.alert()).toContainText('无法读取 garbage.pcap')
  await expect(program.alert()).not.toContainText('not a capture')
  await speak(program, 'en')
  await expect(program.alert()).toContainText('not a capture')
})

test('the verdict of an engine that has ended follows the language, and so does why it ended', async ({ start }) => {
  const program = await start([copyOfSample('syn-unanswered.pcapng')])
  await program.selectFlow(0)
  const verdict = program.page.locator('.verdict-card')
  const sentence = verdict.locator('.verdict-sentence')
  await expect(sentence).not.toHaveText('')
  const english = await sentence.textContent()
  const [pid] = await program.enginePids()
  process.kill(pid as number, 'SIGKILL')
  await expect(program.alert()).toContainText('was killed from outside')
  await speak(program, 'zh-CN')
  await expect(program.alert()).toContainText('引擎已停止。')
  await expect(program.alert()).not.toContainText('killed')
  await expect(sentence).toHaveText(HAN)
  await expect(verdict.locator('h2')).toHaveText(HAN)
  await speak(program, 'en')
  await expect(sentence).toHaveText(english ?? '')
})
