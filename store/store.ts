// The store: one state, changed by the events in the files beside this one. No React, no AWS, no timers.

import {createStore, type StoreApi} from 'zustand/vanilla';
import type {State} from './state.ts';

/** Something that happened: a pure function from the state before, and what is told of it, to the state after. */
export type Event<Payload extends readonly unknown[]> = (state: State, ...payload: Payload) => State;

/** A zustand store that is changed by events. */
export interface DeckStore extends StoreApi<State> {
  /** Applies one event: `store.apply(filterTyped, {filter: 'web'})`. Subscribers hear of it only when the state became another. */
  apply<Payload extends readonly unknown[]>(event: Event<Payload>, ...payload: Payload): void;
}

/** A store that begins with the given state. */
export function createDeckStore(initial: State): DeckStore {
  const store = createStore<State>()(() => initial);
  return Object.assign(store, {
    apply<Payload extends readonly unknown[]>(event: Event<Payload>, ...payload: Payload): void {
      store.setState(event(store.getState(), ...payload), true);
    },
  });
}
