import type { DiagramDifference } from './model.ts';

/** The differences as a Markdown list: `- **added** column `shop.orders.note`: text`. Empty where there are none. */
export function listDifferences(differences: readonly DiagramDifference[] | null): string {
  if (!differences || differences.length === 0) return '';
  const lines = differences.map(({ change, kind, name, detail }) => {
    const rest = detail === '' ? '' : `: ${codeSpan(detail)}`;
    return `- **${change}** ${kind} ${codeSpan(name)}${rest}`;
  });
  return `\n${lines.join('\n')}\n`;
}

/** Text in which nothing means anything to Markdown; more backticks around it than there are in it. */
function codeSpan(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
}
