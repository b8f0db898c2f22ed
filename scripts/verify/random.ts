import { parseArgs } from 'node:util';
import { runEpisode } from './random/episode.ts';
import { themes } from './random/themes.ts';
import { createRandom } from './random-source.ts';
import { connect, startLocal } from './server.ts';

const usage = `usage: npm run verify:random -- [--seed TEXT] [--episodes N] [--length N] [--theme NAME]… [--server URL]
themes: ${themes.map(({ name }) => name).join(', ')}

Applies random statements to an empty database of PGlite, or of a server, and to our catalog, and prints those that only
one of the two rejects.`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    episodes: { type: 'string', default: '30' },
    length: { type: 'string', default: '60' },
    theme: { type: 'string', multiple: true, default: themes.map(({ name }) => name) },
    server: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const chosen = themes.filter(({ name }) => values.theme.includes(name));
const [episodes, length] = [Number(values.episodes), Number(values.length)];
if (values.help || chosen.length < values.theme.length || !(episodes > 0) || !(length > 0)) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}

/** PGlite loses a part of its stack with each error, so that a new one is started after so many episodes. */
const episodesOfOne = 8;
const { server: url } = values;
const start = () => (url === undefined ? startLocal([]) : connect(url));
let server = await start();
const counts = { accepted: 0, rejected: 0, 'false error': 0, missed: 0, 'other model': 0 };
for (let episode = 0; episode < episodes; episode++) {
  if (url === undefined && episode > 0 && episode % episodesOfOne === 0) {
    await server.close();
    server = await start();
  }
  const theme = chosen[episode % chosen.length]!;
  const random = createRandom(`${values.seed} ${theme.name} ${episode}`);
  const { accepted, rejected, disagreements } = await runEpisode(server, theme, random, length);
  counts.accepted += accepted;
  counts.rejected += rejected;
  for (const { kind, statement, complaint, before } of disagreements) {
    counts[kind]++;
    console.log(`${theme.name} ${episode}, ${kind}: ${statement}\n    ${complaint}`);
    if (kind !== 'missed') console.log(before.map((one) => `    ${one};`).join('\n'));
  }
}
await server.close();
console.log(
  `${counts.accepted} accepted, ${counts['false error']} false errors, ${counts['other model']} differences of the catalogs; ${counts.rejected} rejected, ${counts.missed} missed`,
);
process.exit(counts['false error'] + counts['other model'] > 0 ? 1 : 0);
