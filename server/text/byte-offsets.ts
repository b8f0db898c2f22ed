/** Converts offsets of other units into UTF-16 offsets of one text. */
export interface OffsetConverter {
  /** From an offset in UTF-8 bytes. */
  fromBytes(bytes: number): number;
  /** From a count of code points. */
  fromCodePoints(points: number): number;
}

const identity: OffsetConverter = { fromBytes: (bytes) => bytes, fromCodePoints: (points) => points };

const beyondAscii = /[\u0080-\uffff]/;

/** Makes a converter; for an ASCII text, nearly every one, it costs one scan and nothing after. */
export function convertOffsets(text: string): OffsetConverter {
  if (!beyondAscii.test(text)) return identity;
  let bytes: Uint32Array | null = null;
  const byteOffsets = () => {
    if (bytes) return bytes;
    // bytes[i] is the UTF-8 offset of UTF-16 offset i; both halves of a surrogate pair count as its start.
    bytes = new Uint32Array(text.length + 1);
    let count = 0;
    for (let at = 0; at < text.length; at++) {
      bytes[at] = count;
      const code = text.codePointAt(at) ?? 0;
      if (code > 0xffff) bytes[++at] = count;
      count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }
    bytes[text.length] = count;
    return bytes;
  };
  return {
    fromBytes(target) {
      const offsets = byteOffsets();
      let low = 0;
      let high = text.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((offsets[middle] ?? 0) < target) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    fromCodePoints(points) {
      let at = 0;
      for (let count = 0; count < points && at < text.length; count++)
        at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      return at;
    },
  };
}
