import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { vi } from 'vitest';

/** Opens an address as a fresh page would, its modules read anew; a second time in a test it is a reload. */
export async function openPage(address: string) {
  window.history.replaceState(null, '', address);
  vi.resetModules();
  const { App } = await import('../src/App');
  const { LiveAnswers } = await import('../src/services/liveAnswers');
  const { createQueryClient } = await import('../src/services/queries');
  const client = createQueryClient();
  return {
    user: userEvent.setup(),
    ...render(<App client={client} answers={new LiveAnswers(client)} />),
  };
}
