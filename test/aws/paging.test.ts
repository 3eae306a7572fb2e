import {expect, test} from 'vitest';
import {batches} from '../../src/aws/batches.ts';
import {type AnsweredPage, allItems, pages} from '../../src/aws/paging.ts';

async function collect(answers: Readonly<Record<string, AnsweredPage<string>>>): Promise<(readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for await (const page of pages(async token => answers[token ?? 'first'] ?? {items: [], nextToken: undefined})) found.push(page);
  return found;
}

test('pages follow each other to the last, and an empty one in between does not end the list', async () => {
  const found = await collect({
    first: {items: ['a'], nextToken: '2'},
    2: {items: [], nextToken: '3'},
    3: {items: ['b'], nextToken: undefined},
  });
  expect(found).toEqual([['a'], ['b']]);
});

test('an empty list is one empty page', async () => {
  expect(await collect({first: {items: [], nextToken: undefined}})).toEqual([[]]);
});

test('a token that comes twice ends with an error instead of going round for ever', async () => {
  await expect(collect({first: {items: ['a'], nextToken: '2'}, 2: {items: ['b'], nextToken: '2'}})).rejects.toThrow(
    'same page token twice',
  );
});

test('all items of all pages', async () => {
  const source = pages(async (token): Promise<AnsweredPage<number>> => ({items: [1, 2], nextToken: token === undefined ? 'x' : undefined}));
  expect(await allItems(source)).toEqual([1, 2, 1, 2]);
});

test('batches keep the order and lose nothing', () => {
  expect(batches(['a', 'b', 'c', 'd', 'e'], 2)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(batches([], 2)).toEqual([]);
});
