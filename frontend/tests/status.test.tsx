import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { openPage } from './openPage';
import { json, library } from './wire';

const SPREAD = { p50: 3, p95: 12, max: 40 };

const known = {
  at: '2026-11-21T09:00:00Z',
  state: 'ASLEEP',
  since: '2026-11-21T08:48:00Z',
  inWords: 'Everything works. The database has slept for 12 minutes.',
};

const forTheOperator = {
  ...known,
  startedAt: '2026-11-21T08:00:00Z',
  pool: { total: 2, active: 1, waiting: 3, maximum: 16, opened: 7, failed: 1, lost: 2, refused: 4 },
  awakeToday: { inWords: 'awake 41 min today: 38 for readers, 3 kept warm' },
  wakes: [{ at: '2026-11-21T08:40:00Z', cause: 'DEMAND', by: 'GET /api/v1/conversations' }],
  states: [
    { at: '2026-11-21T08:48:00Z', state: 'ASLEEP' },
    { at: '2026-11-21T08:30:00Z', state: 'DOWN', reason: { text: 'Nothing listens there.' } },
  ],
  routes: [
    {
      route: 'GET /api/v1/search',
      requests: 120,
      failed: 0,
      took: SPREAD,
      acquire: { p50: 0, p95: 0.5, max: 1 },
      execute: { p50: 1, p95: 2.5, max: 3 },
    },
  ],
  index: 'Lucene, embedded: 90 passages',
};

describe('The status page', () => {
  test('says in words how Hornbook is, and no more to those who only read', async () => {
    library().on('GET', '/api/v1/status', () => json(known));
    await openPage('/status');
    expect(await screen.findByText(known.inWords)).toBeDefined();
    expect(screen.queryByText('Connections')).toBeNull();
    expect(screen.queryByRole('table')).toBeNull();
  });

  test('shows those who run it what it does, who woke the database and what went wrong', async () => {
    library().on('GET', '/api/v1/status', () => json(forTheOperator));
    await openPage('/status');
    expect(await screen.findByText(forTheOperator.awakeToday.inWords)).toBeDefined();
    expect(screen.getByText('1 in use, 2 open, 16 at most; 3 waiting')).toBeDefined();
    expect(screen.getByText('GET /api/v1/conversations')).toBeDefined();
    expect(screen.getByText('Nothing listens there.')).toBeDefined();
    const row = within(screen.getByRole('table')).getByRole('row', {
      name: /GET \/api\/v1\/search/,
    });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['120', '0', '3.0 ms', '12 ms', '3.0 ms']);
  });

  test('promises no more of faults than the last changes of state can tell', async () => {
    const states = [{ at: '2026-11-21T08:48:00Z', state: 'ASLEEP' }];
    library().on('GET', '/api/v1/status', () => json({ ...forTheOperator, states }));
    await openPage('/status');
    expect(await screen.findByText('None among the last changes of state.')).toBeDefined();
  });

  test('says when Hornbook cannot be reached', async () => {
    library().on('GET', '/api/v1/status', () =>
      json({ status: 500, detail: 'Not just now.' }, 500),
    );
    await openPage('/status');
    expect((await screen.findByRole('alert')).textContent).toContain('Not just now.');
  });
});
