import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { conversationAddress } from '../services/addresses';
import type { Conversation } from '../services/contract';
import { changeConversation, deleteConversation, exportAddress } from '../services/history';
import { Problem } from '../services/problem';
import { navigate } from '../services/router';
import { Confirm } from './Confirm';
import { StarIcon } from './icons';
import { Link } from './Link';
import { Menu } from './Menu';
import { useFocusBack } from './useFocusBack';

type Mode = 'shown' | 'renaming' | 'deleting';

/** One conversation of the history: open it, name it, star it, delete it (asked back once). */
export function ConversationRow({
  conversation,
  current,
}: {
  conversation: Conversation;
  current: boolean;
}) {
  const client = useQueryClient();
  const [mode, setMode] = useState<Mode>('shown');
  const row = useRef<HTMLLIElement>(null);
  useFocusBack(row, '.menu > button', mode !== 'shown');
  const { id, starred } = conversation;
  const title = conversation.title || 'New conversation';

  const change = useMutation({
    mutationFn: (changes: { title?: string; starred?: boolean }) =>
      changeConversation(client, id, changes),
    onSuccess: () => setMode('shown'),
  });
  const remove = useMutation({
    mutationFn: () => deleteConversation(client, id),
    // The keyboard goes on at the row beside.
    onMutate: () => row.current?.nextElementSibling ?? row.current?.previousElementSibling,
    onSuccess: (_, __, beside) => {
      if (current) navigate('/', { replace: true });
      beside?.querySelector('a')?.focus();
    },
  });
  const trouble = change.error ?? remove.error;

  const rename = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('title') ?? '').trim();
    if (name === '' || name === title) setMode('shown');
    else change.mutate({ title: name });
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Only this is left, not the drawer around it.
    event.stopPropagation();
    setMode('shown');
  };
  return (
    <li ref={row} className={`row${current ? ' current' : ''}`}>
      {mode === 'renaming' && (
        <form onSubmit={rename}>
          <input
            name="title"
            aria-label="New title"
            defaultValue={title}
            maxLength={200}
            // biome-ignore lint/a11y/noAutofocus: the reader has just chosen to type here
            autoFocus
            onFocus={(event) => event.target.select()}
            onKeyDown={leave}
            onBlur={(event) => event.target.form?.requestSubmit()}
            disabled={change.isPending}
          />
        </form>
      )}
      {mode === 'deleting' && (
        <Confirm
          label={`Delete “${title}”?`}
          question="Delete it?"
          yes="Delete"
          busy={remove.isPending}
          onYes={() => remove.mutate()}
          onNo={() => setMode('shown')}
        />
      )}
      {mode === 'shown' && (
        <>
          <Link to={conversationAddress(id)} aria-current={current ? 'page' : undefined}>
            {starred && (
              <span className="star" role="img" aria-label="Starred">
                <StarIcon />
              </span>
            )}
            <span className="title">{title}</span>
          </Link>
          <Menu
            label={`More for “${title}”`}
            items={[
              { label: 'Rename', onChoose: () => setMode('renaming') },
              {
                label: starred ? 'Remove star' : 'Star',
                onChoose: () => change.mutate({ starred: !starred }),
              },
              { label: 'Export', file: exportAddress(id, 'markdown') },
              { label: 'Delete', danger: true, onChoose: () => setMode('deleting') },
            ]}
          />
        </>
      )}
      {trouble && (
        <p className="trouble" role="alert">
          {Problem.of(trouble).message}
        </p>
      )}
    </li>
  );
}
