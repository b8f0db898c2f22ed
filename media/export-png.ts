/** No canvas may have more pixels than this on a side; Chromium's limit, with which larger ones stay empty. */
const largestSide = 16_384;
/** Nor more in all: 268 million, Chromium's limit, would be a gigabyte of memory. */
const mostPixels = 134_000_000;

export interface PngPicture {
  readonly blob: Blob;
  /** The scale that was used, smaller than the one asked for where the picture would be too large. */
  readonly scale: number;
}

/** Draws an exported SVG as PNG, `scale` pixels for each of its own. */
export async function exportPng(svg: string, scale: number): Promise<PngPicture> {
  const image = new Image();
  // The page's policy lets images come from `data:` only.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const fitting = Math.min(
    scale,
    largestSide / width,
    largestSide / height,
    Math.sqrt(mostPixels / (width * height)),
  );
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * fitting));
  canvas.height = Math.max(1, Math.round(height * fitting));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The picture is too large for a PNG.');
  return { blob, scale: fitting };
}
