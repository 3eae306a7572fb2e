// The steps that every story of a run over hosts takes.

import type {Story} from '../harness/launch.ts';

/** A story that follows a run to its end plays minutes second by second: so many milliseconds, on a busy machine too. */
export const patience = 120_000;

/** Answers the questions one after the other; an empty answer takes what stands there. */
export async function answer(app: Story, ...answers: readonly string[]): Promise<void> {
  for (const text of answers) {
    if (text !== '') await app.press('ctrl+u');
    if (text !== '') await app.type(text);
    await app.enter();
  }
}

/** Types the phrase as a person does who has read the dialog. */
export async function confirm(app: Story, phrase: string): Promise<void> {
  await app.look();
  await app.type(phrase);
  await app.look();
  await app.enter();
}

/** Lets seconds pass until the text is on the screen; fails after so many. */
export async function until(app: Story, text: string | RegExp, seconds = 300): Promise<void> {
  const isSeen = () => (typeof text === 'string' ? app.screen().includes(text) : text.test(app.screen()));
  for (let passed = 0; passed < seconds && !isSeen(); passed += 1) await app.pass(1);
  app.sees(text);
}

/** The hosts that commands were sent to, in order, by stage: `check`, `apply` or `verify`. */
export function sends(app: Story): readonly {readonly stage: string; readonly hosts: readonly string[]}[] {
  return app.requests
    .filter(({operation}) => operation === 'SendCommand')
    .map(({body}) => {
      const {Comment, InstanceIds} = JSON.parse(body) as {readonly Comment: string; readonly InstanceIds: readonly string[]};
      return {stage: Comment.split(' ')[2] ?? '', hosts: InstanceIds};
    });
}
