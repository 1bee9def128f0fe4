/** One server-sent event; `data` joined with newlines as the HTML standard says. */
export type ServerEvent = { type: string; data: string; id: string };

/**
 * Reads `text/event-stream` (HTML standard, 9.2.6) from chunks cut anywhere: inside a line, between CR and LF, inside a field.
 * The browser's own EventSource cannot be used, since a question is sent with POST.
 */
export class EventStreamParser {
  private rest = '';
  private afterCarriageReturn = false;
  private started = false;
  private type = '';
  private data: string[] = [];
  private id = '';

  /** The events that this chunk completed, in order. An event not closed by an empty line is dropped, as the standard wants. */
  push(chunk: string): ServerEvent[] {
    if (chunk === '') return [];
    let text = chunk;
    if (!this.started && text.startsWith('\uFEFF')) text = text.slice(1);
    this.started = true;
    // A LF that follows a CR of the chunk before belongs to that line's end.
    if (this.afterCarriageReturn && text.startsWith('\n')) text = text.slice(1);
    this.afterCarriageReturn = text.endsWith('\r');

    const lines = (this.rest + text).split(/\r\n|\n|\r/);
    this.rest = lines.pop() ?? '';
    const events: ServerEvent[] = [];
    for (const line of lines) {
      const event = this.take(line);
      if (event) events.push(event);
    }
    return events;
  }

  private take(line: string): ServerEvent | undefined {
    if (line === '') return this.dispatch();
    if (line.startsWith(':')) return undefined;
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const raw = colon < 0 ? '' : line.slice(colon + 1);
    const value = raw.startsWith(' ') ? raw.slice(1) : raw;
    if (field === 'event') this.type = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    return undefined;
  }

  private dispatch(): ServerEvent | undefined {
    const { type, data, id } = this;
    this.type = '';
    this.data = [];
    return data.length === 0 ? undefined : { type: type || 'message', data: data.join('\n'), id };
  }
}

/** The events of a response, as they come; ends when the response ends, throws when it breaks off. */
export async function* readEvents(response: Response): AsyncGenerator<ServerEvent> {
  if (!response.body) return;
  const parser = new EventStreamParser();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    // Nobody reads on: let go of the connection.
    reader.cancel().catch(() => {});
  }
}
