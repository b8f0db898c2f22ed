/** The names of the large schema's schemas. */
export const areas = (
  'audit billing catalog crm hr identity inventory logistics marketing messaging ' +
  'orders payments planning quality reporting search security storage support tickets'
).split(' ');

/** As many tables in each of 20 schemas, with references within and between them. */
export function largeSchema(each = 25): string {
  const tables = areas.flatMap((area, at) =>
    Array.from({ length: each }, (_, index) => {
      const parent =
        index === 0 ? '' : `, parent_id bigint references ${area}.entity_${Math.floor((index - 1) / 3)}`;
      const other =
        at > 0 && index % 9 === 4 ? `, other_id bigint references ${areas[at - 1]}.entity_${index}` : '';
      return `create table ${area}.entity_${index} (id bigint primary key, title text not null${parent}${other});`;
    }),
  );
  return [...areas.map((area) => `create schema ${area};`), ...tables].join('\n');
}
