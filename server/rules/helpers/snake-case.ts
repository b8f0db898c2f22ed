/** A name in words with `_` between them, so that `updatedAt` and `Updated-At` are read as `updated_at`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}
