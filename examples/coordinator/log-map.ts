/**
 * What the lines of the servers' log mean in the words of the model, for `dropproof conform`.
 */
import type { LogEvent } from 'dropproof';
import { defineConformance } from 'dropproof';
import system from './protocol.ts';

/** The id with which a client asks is the one that it has cached. */
const asks = (event: LogEvent) => ({ cached: event.number('id') });

export default defineConformance(system, {
  events: {
    created: (event, { step, cell }) => ({
      takes: step('admin.creates'),
      after: [cell('catalog').is({ id: event.number('id') })],
    }),
    // Only a drop that was not asked for before begins one.
    'drop begins': (event, { step, cell }) => ({
      takes: step(event.flag('again') ? 'admin.retries' : 'admin.drops'),
      after: [cell('catalog').is({ status: 'dropping', id: event.number('id') })],
    }),
    'drop ignored': (event, { step, cell }) => ({
      takes: step('admin.retries'),
      before: [cell('admin').is({ meant: event.number('id') })],
    }),
    dropped: (_event, { step }) => ({ takes: step('coordinator.finishesDrop') }),
    loaded: (event, { step }) => ({ takes: step('partition.loads', event.id('partition')) }),
    unloaded: (event, { step }) => ({ takes: step('partition.unloads', event.id('partition')) }),
    crashed: (event, { step }) => ({ takes: step('partition.crashes', event.id('partition')) }),
    restarted: (event, { step, cell }) => ({
      takes: step('partition.restarts', event.id('partition')),
      after: [
        cell('partition', event.id('partition')).fits(
          `holds ${event.number('holds')} collections`,
          ({ rows }) => rows.size === event.number('holds'),
        ),
      ],
    }),
    opened: (event, { step, cell }) => ({
      takes: step('client.opens', event.id('client')),
      after: [cell('client', event.id('client')).is(asks(event))],
    }),
    stored: (event, { step, cell }) => ({
      takes: step('client.writes', event.id('client'), event.id('partition')),
      before: [cell('client', event.id('client')).is(asks(event))],
      after: [cell('client', event.id('client')).is({ last: 'stored' })],
    }),
    read: (event, { step, cell }) => ({
      takes: step('client.reads', event.id('client'), event.id('partition')),
      before: [cell('client', event.id('client')).is(asks(event))],
      after: [
        cell('client', event.id('client')).is({ last: event.flag('found') ? 'found' : 'empty' }),
      ],
    }),
    refused: (event, { step, cell }) => ({
      takes: [
        step('client.writes', event.id('client'), event.id('partition')),
        step('client.reads', event.id('client'), event.id('partition')),
      ],
      before: [cell('client', event.id('client')).is(asks(event))],
      after: [cell('client', event.id('client')).is({ last: 'refused' })],
    }),
  },
  ignore: ['started'],
});
