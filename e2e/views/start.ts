/** The start page, its dialogs and its notices. */
import { commandFromMenu } from '../look'
import { expect } from '../program'
import { dialog, press, sample, type Tour } from './tour'

export const START: Tour = {
  name: 'start',
  captures: () => [],
  views: [
    { name: 'start', prepare: (program) => expect(program.openButton()).toBeVisible() },
    dialog('keys', '?', 'Keys'),
    dialog('preferences', 'Control+,', 'Preferences'),
    dialog('palette', 'Control+Shift+P', 'Find a command'),
    {
      name: 'start-recent',
      prepare: async (program) => {
        await press(program, 'Escape')
        await program.dialogWillAnswer(sample('syn-unanswered'))
        await press(program, 'Control+o')
        await expect(program.flowRows().first()).toBeVisible()
        await press(program, 'Control+w')
        await expect(program.recent('syn-unanswered.pcapng')).toBeVisible()
      },
    },
    {
      name: 'notice',
      prepare: async (program) => {
        await commandFromMenu(program, 'clearRecent')
        await expect(program.page.getByRole('button', { name: 'Undo' })).toBeVisible()
      },
    },
    {
      name: 'notice-not-opened',
      prepare: async (program) => {
        await program.dialogWillAnswer('/a/folder/that/is/not/there/capture-of-the-office-on-monday.pcapng')
        await press(program, 'Control+o')
        await expect(program.alert()).toBeVisible()
      },
    },
  ],
}
