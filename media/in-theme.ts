import type { DiagramTheme } from '../server/protocol/messages.ts';
import { pictureThemes } from './picture-themes.ts';

const names = new Set(Object.values(pictureThemes).flatMap(({ variables }) => Object.keys(variables)));

/** Runs something while the page has the colours of a theme, by default its own; nobody gets to see them. */
export function inTheme<Result>(theme: DiagramTheme | null, run: () => Result): Result {
  if (theme === null) return run();
  const { classList, className } = document.body;
  const { style } = document.documentElement;
  const before = style.cssText;
  const wanted = pictureThemes[theme];
  for (const name of [...classList]) if (name.startsWith('vscode-')) classList.remove(name);
  classList.add(...wanted.className.split(' '));
  // What this theme does not say, such as the borders of high contrast, must not be left from the other one.
  for (const name of names) style.setProperty(name, wanted.variables[name] ?? '');
  try {
    return run();
  } finally {
    style.cssText = before;
    document.body.className = className;
  }
}
