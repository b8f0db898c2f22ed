/**
 * A 64-bit fingerprint as 16 hexadecimal digits: two FNV-1a sums over the UTF-16 units, one of them with the
 * units turned over. For telling versions of a text apart, not against forgery.
 */
export function hashText(text: string): string {
  let first = 0x811c9dc5;
  let second = 0xc9dc5118;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ ~unit, 0x01000193);
    second ^= second >>> 15;
  }
  return hex(first) + hex(second);
}

function hex(sum: number): string {
  return (sum >>> 0).toString(16).padStart(8, '0');
}
