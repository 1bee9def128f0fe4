import type { Problem as Told } from './contract';

/** What a refusal says, as far as it says anything; Better Auth's is `{message, code}`. */
type ProblemDocument = Partial<Told> & { message?: string };

/** Something that went wrong, in words a reader can use; `message` is always a whole sentence. */
export class Problem extends Error {
  /** The HTTP status; 0 when Hornbook could not be reached at all. */
  readonly status: number;
  readonly code: string;
  /** Seconds after which another try makes sense, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, document: ProblemDocument = {}, retryAfter?: number) {
    super(sentence(status, document));
    this.name = 'Problem';
    this.status = status;
    this.code = document.code ?? '';
    this.retryAfter = retryAfter;
  }

  static unreachable(): Problem {
    return new Problem(0);
  }

  /** What fetch or a parser threw, as a problem. */
  static of(thrown: unknown): Problem {
    return thrown instanceof Problem ? thrown : Problem.unreachable();
  }

  static async ofResponse(response: Response): Promise<Problem> {
    let document: ProblemDocument = {};
    try {
      const body: unknown = await response.json();
      if (typeof body === 'object' && body !== null) document = body as ProblemDocument;
    } catch {
      // A proxy's HTML page, or nothing: the status has words of its own.
    }
    return new Problem(response.status, document, retryAfterOf(response.headers));
  }

  /** Whether the same request may well succeed a little later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || (this.status >= 502 && this.status <= 504);
  }
}

/** `Retry-After` in seconds (Better Auth sends `X-Retry-After`); dates are understood too. */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after') ?? headers.get('x-retry-after');
  if (value === null) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function sentence(status: number, document: ProblemDocument): string {
  const said = document.detail ?? document.message ?? document.title;
  if (said) return /[.!?…]$/.test(said) ? said : `${said}.`;
  switch (status) {
    case 0:
      return 'Hornbook can’t be reached. Check your connection.';
    case 401:
      return 'Your session has ended. Please sign in again.';
    case 403:
      return 'That isn’t allowed from here.';
    case 404:
      return 'It isn’t there (any more).';
    case 413:
      return 'That is too long.';
    case 429:
      return 'That was too much at once. Please wait a moment.';
    case 503:
      return 'The database is waking up. This takes a moment.';
    default:
      return `Something went wrong on the server (${status}).`;
  }
}
