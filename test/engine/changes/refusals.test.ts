// Everything that must stop a change before it is sent.

import {describe, expect, test} from 'vitest';
import {Refused, UserError} from '../../../src/domain/errors.ts';
import {aDeployment, aService} from '../../domain/fixtures.ts';
import {stage} from './runner-stage.ts';

describe('a change is stopped', () => {
  test('in read-only mode, before anything is read, with the way out', async () => {
    const deck = stage({place: {mode: 'read-only'}});
    deck.runner.start('service.scale', [deck.services[0]?.arn ?? '']);
    expect(deck.dialogs).toEqual([]);
    expect(deck.notices[0]).toMatch(/read-only.*--write/);
    expect(deck.calls).toEqual([]);
  });

  test('when the command is disabled for the row, with its reason', () => {
    const deck = stage({services: [aService({schedulingStrategy: 'DAEMON'})]});
    deck.runner.start('service.scale', [deck.services[0]?.arn ?? '']);
    expect(deck.notices[0]).toContain('DAEMON');
    expect(deck.dialogs).toEqual([]);
  });

  test('when the row is gone by the time of the preview', async () => {
    const deck = stage();
    deck.runner.start('service.scale', [deck.services[0]?.arn ?? '']);
    deck.services.shift();
    deck.runner.answer('3');
    await deck.runner.idle();
    expect(deck.confirmation()).toMatchObject({phase: 'refused', problem: {message: expect.stringContaining('MISSING')}});
    await deck.confirm();
    expect(deck.sent).toEqual([]);
  });

  test.each([
    ['desired count 2 → 4', {desired: 4}],
    ['status ACTIVE → DRAINING', {status: 'DRAINING'}],
    ['deployment ecs-svc/1 → ecs-svc/2', {deployments: [aDeployment({id: 'ecs-svc/2'})]}],
  ])('when the target changed since the preview: %s', async (difference, parts) => {
    const deck = stage();
    await deck.scale('5');
    deck.setService(parts);
    await deck.confirm();
    expect(deck.sent).toEqual([]);
    expect(deck.audit).toEqual([]);
    expect(deck.confirmation()).toMatchObject({phase: 'refused', problem: {message: expect.stringContaining(difference)}});
  });

  test('when the audit log cannot be written', async () => {
    const deck = stage({
      onAudit() {
        throw new Refused('the audit log cannot be written (ENOSPC)', 'Make room.');
      },
    });
    await deck.scale('5');
    await deck.confirm();
    expect(deck.sent).toEqual([]);
    expect(deck.confirmation()).toMatchObject({phase: 'refused', problem: {message: expect.stringContaining('ENOSPC')}});
  });

  test('by leaving the dialog while it reads: what is read then opens nothing', async () => {
    const deck = stage();
    deck.runner.start('service.scale', [deck.services[0]?.arn ?? '']);
    deck.runner.answer('5');
    deck.runner.cancel();
    await deck.runner.idle();
    expect(deck.dialogs.at(-1)).toBeUndefined();
    await deck.confirm();
    expect(deck.sent).toEqual([]);
    expect(deck.bugs).toEqual([]);
  });

  test('by a refusal of AWS, which the dialog tells and the audit log keeps', async () => {
    const deck = stage({
      onChange() {
        throw new UserError('ecs:UpdateService is denied', 'Ask for it.');
      },
    });
    await deck.scale('5');
    await deck.confirm();
    expect(deck.confirmation()).toMatchObject({phase: 'refused', problem: {message: 'ecs:UpdateService is denied'}});
    expect(deck.audit.at(-1)).toMatchObject({result: 'failed', error: 'ecs:UpdateService is denied'});
    expect(deck.change()).toBeUndefined();
  });
});
