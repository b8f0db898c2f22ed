import type { Script } from '../syntax/script.ts';
import type { AnalysisOptions, DatabaseFile, Finding } from './analysis.ts';
import type { ForeignDialect } from './foreign-dialect.ts';

/** UTF-16 units above which a file gets syntax and catalog checks only. */
export const largeFile = 5 * 1024 * 1024;

export function isLargeFile(script: Script): boolean {
  return script.text.length > largeFile;
}

/** Whether the text is what the file holds; otherwise it is never rewritten. */
export function isUtf8(file: DatabaseFile): boolean {
  return file.isUtf8 ?? !file.script.text.includes('\ufffd');
}

/** UTF-16 and binary files: no text at all. */
export function isUnreadable(file: DatabaseFile): boolean {
  return !isUtf8(file) && file.script.text.includes('\0');
}

/** What is said once about a whole file. They can be turned off like rules, by these ids. */
export const noticeIds = ['foreign-dialect', 'large-file', 'not-utf-8'] as const;

function notice(
  file: DatabaseFile,
  rule: (typeof noticeIds)[number],
  start: number,
  end: number,
  message: string,
): Finding {
  return {
    rule,
    severity: 'info',
    message,
    file: file.name,
    range: { start, end },
    object: null,
    related: [],
    fixes: () => [],
  };
}

/** One information for a file that is checked less than others, saying why. */
export function notices(
  file: DatabaseFile,
  dialect: ForeignDialect | undefined,
  options: AnalysisOptions,
): Finding[] {
  const { script } = file;
  const found: Finding[] = [];
  const unreadable = isUnreadable(file);
  if (dialect && !unreadable) {
    const because = dialect.because === null ? '' : `, as ${dialect.because} does`;
    found.push(
      notice(
        file,
        'foreign-dialect',
        dialect.at.start,
        dialect.at.end,
        `This looks like ${dialect.name}${because}, so it is not checked as PostgreSQL. If it is PostgreSQL, put the comment “-- schema-architect-dialect postgresql” into the file; to hide this notice, set the rule foreign-dialect to “off”.`,
      ),
    );
  }
  const firstLine = script.text.search(/\S/);
  const start = Math.max(0, firstLine);
  const end = Math.max(start, Math.min(script.text.length, start + 1));
  if (isLargeFile(script)) {
    found.push(
      notice(
        file,
        'large-file',
        start,
        end,
        'This file is larger than 5 MB, so only its syntax and names are checked. Split it, or keep data out of the schema, to get design checks.',
      ),
    );
  }
  const replaced = isUtf8(file) ? -1 : script.text.indexOf('\ufffd');
  if (replaced >= 0) {
    found.push(
      notice(
        file,
        'not-utf-8',
        replaced,
        replaced + 1,
        unreadable
          ? 'This file is UTF-16 or no text, so it is not checked. Save it as UTF-8.'
          : 'This file is not UTF-8: characters were replaced while reading it. It is checked but never rewritten; save it as UTF-8 to get fixes.',
      ),
    );
  }
  return found.filter((finding) => options.severities[finding.rule] !== 'off');
}
