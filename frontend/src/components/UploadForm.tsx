import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { bookAddress } from '../services/addresses';
import type { IngestReport, Tally } from '../services/contract';
import { booksChanged } from '../services/library';
import { readBookIn } from '../services/operator';
import { Link } from './Link';
import { Notice } from './Notice';

/** Sends a book, and shows what became of it. */
export function UploadForm() {
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const sent = useMutation({
    mutationFn: ({ file, slug }: { file: File; slug: string }) => readBookIn(file, slug),
    onSuccess: ({ slug }) => booksChanged(client, slug),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (file) sent.mutate({ file, slug: String(form.get('slug') ?? '').trim() });
  };
  return (
    <section aria-labelledby="upload-title">
      <h2 id="upload-title">Read a book in</h2>
      <p>
        A ZIP of Markdown or HTML, or one such file. Sent again, only what differs is changed, and
        chapters that are gone from it disappear.
      </p>
      <form onSubmit={submit}>
        <label>
          The file
          <input
            type="file"
            accept=".zip,.md,.mdx,.markdown,.html,.htm,.xhtml"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </label>
        <label>
          Its name in addresses
          <input
            name="slug"
            maxLength={80}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            title="Lower-case letters, digits and single hyphens"
            placeholder="made of the file’s"
          />
        </label>
        <button type="submit" className="primary" disabled={!file || sent.isPending}>
          {sent.isPending ? 'Reading …' : 'Read it in'}
        </button>
      </form>
      {sent.error && <Notice problem={sent.error} />}
      {sent.data && <Report report={sent.data} />}
    </section>
  );
}

function Report({ report }: { report: IngestReport }) {
  return (
    <div className="told" role="status">
      <p>
        <Link to={bookAddress(report.slug)}>{report.title}</Link> is in, as {report.slug}, revision{' '}
        {report.revision}.
      </p>
      <p className="soft">Chapters: {said(report.chapters)}</p>
      <p className="soft">Passages: {said(report.passages)}</p>
      {report.faults.length > 0 && (
        <>
          <p id="faults">These files were left out:</p>
          <ul aria-labelledby="faults">
            {report.faults.map((fault) => (
              <li key={fault.file}>
                <strong>{fault.file}</strong> {fault.reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const said = ({ added, changed, removed, unchanged }: Tally) =>
  `${added} new, ${changed} changed, ${removed} gone, ${unchanged} as before`;
