import { useQuery } from '@tanstack/react-query';
import { Notice } from '../components/Notice';
import { useTitle } from '../components/useTitle';
import type { Status } from '../services/contract';
import { status } from '../services/status';

type Change = NonNullable<Status['states']>[number];

const WORDS: Record<string, string> = {
  READY: 'Awake',
  ASLEEP: 'Asleep',
  WAKING: 'Waking up',
  STARTING: 'Starting',
  DOWN: 'Cannot be reached',
  CLOSED: 'Shutting down',
};

/** How Hornbook is: in words for everybody, with figures for those who run it. */
export function StatusPage() {
  useTitle('Status');
  const { data, error, refetch } = useQuery(status);
  return (
    <div className="plain status-page">
      <h1>Status</h1>
      {error && <Notice problem={error} again={() => refetch()} />}
      {data && (
        <>
          <p className="lead" role="status">
            {data.inWords}
          </p>
          <Figures status={data} />
        </>
      )}
    </div>
  );
}

function Figures({ status }: { status: Status }) {
  const { pool, routes = [], wakes = [], states = [] } = status;
  if (!pool) return null;
  // A compute that wakes has a reason too, and nothing to mend.
  const faults = states.filter((each) => each.reason && each.state !== 'WAKING');
  return (
    <>
      <dl className="figures">
        <Figure
          name="Database"
          value={`${WORDS[status.state] ?? status.state}, ${since(status.since)}`}
        />
        <Figure name="Today" value={status.awakeToday?.inWords ?? ''} />
        <Figure
          name="Connections"
          value={`${pool.active} in use, ${pool.total} open, ${pool.maximum} at most; ${pool.waiting} waiting`}
        />
        <Figure
          name="Since the start"
          value={`${pool.opened} opened, ${pool.lost} lost, ${pool.failed} attempts failed, ${pool.refused} callers refused`}
        />
        <Figure name="Search" value={status.index ?? ''} />
        <Figure name="Running" value={since(status.startedAt ?? status.at)} />
      </dl>
      <section aria-labelledby="faults">
        <h2 id="faults">Recent faults</h2>
        {faults.length === 0 ? (
          <p className="soft">None among the last changes of state.</p>
        ) : (
          <Changes changes={faults.slice(0, 5)} />
        )}
      </section>
      <section aria-labelledby="wakes">
        <h2 id="wakes">Who woke the database</h2>
        {wakes.length === 0 ? (
          <p className="soft">Nobody since the start.</p>
        ) : (
          <ul className="events">
            {wakes.slice(0, 8).map((wake) => (
              <li key={`${wake.at} ${wake.by}`}>
                <time dateTime={wake.at}>{clock(wake.at)}</time> {wake.by}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="routes">
        <h2 id="routes">Answered in the last 15 minutes</h2>
        {routes.length > 0 && (
          <div className="wide">
            <table>
              <thead>
                <tr>
                  <th scope="col">Route</th>
                  <th scope="col">Requests</th>
                  <th scope="col">Failed</th>
                  <th scope="col">Half within</th>
                  <th scope="col">95 % within</th>
                  <th scope="col">Database’s share</th>
                </tr>
              </thead>
              <tbody>
                {routes.slice(0, 15).map((route) => (
                  <tr key={route.route}>
                    <th scope="row">{route.route}</th>
                    <td>{route.requests}</td>
                    <td>{route.failed}</td>
                    <td>{millis(route.took.p50)}</td>
                    <td>{millis(route.took.p95)}</td>
                    <td>{millis(route.acquire.p95 + route.execute.p95)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Changes({ changes }: { changes: Change[] }) {
  return (
    <ul className="events">
      {changes.map((change) => (
        <li key={change.at}>
          <time dateTime={change.at}>{clock(change.at)}</time> {change.reason?.text}
        </li>
      ))}
    </ul>
  );
}

const clock = (at: string) => new Date(at).toLocaleTimeString();

const millis = (time: number) => `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;

function since(at: string): string {
  const minutes = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 60_000));
  if (minutes < 2) return 'for a minute or less';
  return minutes < 120 ? `for ${minutes} minutes` : `for ${Math.round(minutes / 60)} hours`;
}
