/** The texts of a picture by their look; the stylesheet sets the same sizes and weights. */
export const textStyles = {
  title: '600 13px',
  schema: '13px',
  kind: '10.5px',
  name: '12.5px',
  primary: '600 12.5px',
  type: '12px',
  remark: 'italic 11.5px',
  badge: '600 9.5px',
  label: '11px',
  group: '600 14px',
} as const;

export type TextStyle = keyof typeof textStyles;

/** Width of a text in pixels. */
export type MeasureText = (style: TextStyle, text: string) => number;

/** More texts than a large schema has; beyond, the memory is worth more than the time. */
const cacheLimit = 60_000;

/** Measures with a canvas, which asks the page for no layout, and remembers the widths. */
export function createMeasure(fontFamily: string): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('This browser has no canvas.');
  const caches = new Map<TextStyle, Map<string, number>>();
  let current: TextStyle | null = null;
  return (style, text) => {
    let cache = caches.get(style);
    if (cache === undefined || cache.size > cacheLimit) {
      cache = new Map();
      caches.set(style, cache);
    }
    const known = cache.get(text);
    if (known !== undefined) return known;
    if (current !== style) {
      context.font = `${textStyles[style]} ${fontFamily}`;
      current = style;
    }
    const { width } = context.measureText(text);
    cache.set(text, width);
    return width;
  };
}
