/** Drawn with a line of the text's colour, in 16 × 16; `tables` in 48 × 48. */
export const icons = {
  zoomOut: 'M4 8h8',
  zoomIn: 'M4 8h8M8 4v8',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  back: 'M13 8H3.5M7.5 4L3.5 8l4 4',
  forward: 'M3 8h9.5M8.5 4l4 4-4 4',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM10.3 10.3L13.5 13.5',
  options: 'M2.5 4.5h5M11.5 4.5h2M2.5 11.5h2M8.5 11.5h5M9.5 2.5v4M6.5 9.5v4',
  compare: 'M5 2.5v8M5 13.5v0M2.5 5.5L5 2.5l2.5 3M11 13.5v-8M8.5 10.5l2.5 3 2.5-3',
  take: 'M8 2.5v7.5M5 7l3 3 3-3M2.5 11.5v2h11v-2',
  list: 'M2.5 4h1M6 4h7.5M2.5 8h1M6 8h7.5M2.5 12h1M6 12h7.5',
  keys: 'M6 6.2a2.1 2.1 0 1 1 2.9 1.9c-.6.3-.9.7-.9 1.4M8 12v.4',
  close: 'M4 4l8 8M12 4l-8 8',
  tables: 'M8 14h32v24H8zM8 22h32M20 22v16',
} as const;
