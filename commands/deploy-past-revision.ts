// `D` on a deployment: has its service run the revision that it brought, or another one that is named.

import {Gone} from '../src/domain/errors.ts';
import {familyOf, rawArnName} from '../src/domain/format/arn.ts';
import type {RowOf} from '../src/domain/kind.ts';
import {text} from '../src/domain/safe-text.ts';
import type {Service} from '../src/domain/service.ts';
import {defineCommand} from './command.ts';
import {deployRevision} from './deploy-revision.ts';
import {parseRevision, type RevisionAnswer} from './revision-answer.ts';

type Row = RowOf['service-deployment'];

/** The service that is deployed to, as it was read with the row. */
function serviceOf({service, serviceArn}: Row): Service {
  if (service === undefined) throw new Gone(`there is no service ${rawArnName(serviceArn)} any more`, 'Nothing was sent.');
  return service;
}

/** The definition that the deployment brought, `family:revision`; empty where it may not be read. */
function broughtBy({target}: Row): string {
  return target.taskDefinitionArn === undefined ? '' : rawArnName(target.taskDefinitionArn);
}

/** Deploy: `D` on a row of the deployments; on the command line it is `ecsdeck deploy SERVICE REVISION`. */
export const deployPastRevision = defineCommand<'service-deployment', RevisionAnswer>({
  id: 'service-deployment.deploy',
  key: 'D',
  title: 'Deploy',
  verb: 'deploy',
  isForScreen: true,
  isForOne: true,
  target: 'service-deployment',
  effect: 'change',
  needs: ['ecs:UpdateService'],

  async readMore(aws, row, signal) {
    const {rows} = await aws.ecs.describeServices(row.clusterArn, [rawArnName(row.serviceArn)], signal);
    const [service] = rows;
    return service === undefined ? row : {...row, service};
  },

  ask([row]) {
    const brought = row === undefined ? '' : broughtBy(row);
    const label =
      row === undefined ? text`Revision to run` : text`Revision that ${rawArnName(row.serviceArn)} is to run (41, -1 for the one before)`;
    return {label, initial: brought, parse: typed => namedBy(brought, typed)};
  },

  disabled: row => row.service && deployRevision.disabled?.(row.service),
  describe: (row, answer) => deployRevision.describe(serviceOf(row), answer),
  preview: async (aws, row, answer, signal) => deployRevision.preview(aws, serviceOf(row), answer, signal),
  confirm: () => ({type: 'key'}),
  fingerprint: row => (row.service === undefined ? {service: 'none'} : deployRevision.fingerprint(row.service)),
  run: async (changes, row, answer, signal) => deployRevision.run(changes, serviceOf(row), answer, signal),
  undo: (before, answer) => deployRevision.undo?.(serviceOf(before), answer),
  hasArrived: (before, after, answer) => deployRevision.hasArrived(serviceOf(before), serviceOf(after), answer),
  progress: (before, after, answer) => deployRevision.progress(serviceOf(before), serviceOf(after), answer),
});

/** A number alone is of the family that the row shows, which the service may have left since. */
function namedBy(brought: string, typed: string): ReturnType<typeof parseRevision> {
  const parsed = parseRevision(typed);
  if ('problem' in parsed || parsed.answer.type === 'back' || parsed.answer.family !== undefined || brought === '') return parsed;
  return {answer: {...parsed.answer, family: familyOf(brought)}};
}
