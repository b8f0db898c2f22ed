import { l10n } from 'vscode';
import type { Wording } from '../server/protocol/messages.ts';

/** A text of the server, which speaks English, in the editor's language. */
export function translate({ text, values }: Wording): string {
  return l10n.t(text, ...values);
}

/** What comes with an error may be of any shape. */
export function isWording(data: unknown): data is Wording {
  return (
    typeof data === 'object' &&
    data !== null &&
    'text' in data &&
    typeof data.text === 'string' &&
    'values' in data &&
    Array.isArray(data.values)
  );
}
