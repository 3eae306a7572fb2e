import {expect, test} from 'vitest';
import {registratorNames} from '../../src/domain/registrator.ts';
import {aContainerDefinition, aDefinition} from './fixtures.ts';

function namesOf(
  environment: Readonly<Record<string, string>>,
  ports: readonly number[] = [80],
  image = 'repo.example.com:5000/erp/web:1.4',
) {
  const container = aContainerDefinition({
    image,
    environment: Object.entries(environment).map(([name, value]) => ({name, value})),
    ports: ports.map(containerPort => ({containerPort, protocol: 'tcp'})),
  });
  return registratorNames(aDefinition({containers: [container]}));
}

test.each([
  ['a name for the port', {SERVICE_80_NAME: 'shop', SERVICE_NAME: 'all'}, [80], [{name: 'shop', isExplicit: true}]],
  ['a name for the container', {SERVICE_NAME: 'all'}, [80], [{name: 'all', isExplicit: true}]],
  ['the image, without registry, path and tag', {SERVICE_443_NAME: 'tls'}, [80], [{name: 'web', isExplicit: false}]],
  ['an empty name is none', {SERVICE_80_NAME: ''}, [80], [{name: 'web', isExplicit: false}]],
  [
    'several ports are told apart, but for those with a name of their own',
    {SERVICE_80_NAME: 'shop', SERVICE_NAME: 'all'},
    [80, 443],
    [
      {name: 'shop', isExplicit: true},
      {name: 'all-443', isExplicit: true},
    ],
  ],
  ['a port that is ignored', {SERVICE_443_IGNORE: 'true'}, [80, 443], [{name: 'web-80', isExplicit: false}]],
  ['a container that is ignored', {SERVICE_IGNORE: '1'}, [80], []],
  ['no port', {SERVICE_NAME: 'all'}, [], []],
])('%s', (_, environment, ports, names) => {
  expect(namesOf({...environment}, ports)).toEqual(names);
});

test('an image by its digest; the same name twice is one, certain if one of them is', () => {
  expect(namesOf({}, [80], 'web@sha256:0123')).toEqual([{name: 'web@sha256', isExplicit: false}]);
  const named = aContainerDefinition({environment: [{name: 'SERVICE_NAME', value: 'web'}]});
  const plain = aContainerDefinition({image: 'web:2', environment: []});
  expect(registratorNames(aDefinition({containers: [plain, named]}))).toEqual([{name: 'web', isExplicit: true}]);
});

test('labels name it where no variable does', () => {
  const labels = {SERVICE_80_NAME: 'labelled'};
  const named = (environment: readonly {readonly name: string; readonly value: string}[]) =>
    registratorNames(aDefinition({containers: [aContainerDefinition({environment, labels})]})).map(({name}) => name);
  expect(named([])).toEqual(['labelled']);
  expect(named([{name: 'SERVICE_80_NAME', value: 'shop'}])).toEqual(['shop']);
});
