/** A box or a bus in its layer; positions are those of its start along the layer. */
export interface Cell {
  readonly length: number;
  /** What has to stay free on each side, half of the gap to a neighbour of the same kind. */
  readonly margin: number;
}

/** A line between two cells of neighbouring layers, and where it ends on each, from the cell's start. */
export interface Tie {
  readonly from: number;
  readonly to: number;
  readonly fromAt: number;
  readonly toAt: number;
  readonly weight: number;
}

const sweeps = 24;

/**
 * Where each cell starts, so that lines become short and straight while the order within each layer is kept. Each
 * layer in turn moves to where its lines want it, as near as the other cells of the layer allow.
 */
export function alignLayers(
  layers: readonly (readonly number[])[],
  cells: readonly Cell[],
  ties: readonly Tie[],
): readonly number[] {
  const starts = cells.map(() => 0);
  for (const layer of layers) {
    let at = 0;
    for (const cell of layer) {
      starts[cell] = at + cells[cell]!.margin;
      at += cells[cell]!.length + 2 * cells[cell]!.margin;
    }
    for (const cell of layer) starts[cell] = starts[cell]! - at / 2;
  }
  const above: Tie[][] = cells.map(() => []);
  const below: Tie[][] = cells.map(() => []);
  for (const tie of ties) {
    below[tie.from]!.push(tie);
    above[tie.to]!.push(tie);
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const isDown = sweep % 2 === 0;
    // The last sweeps look to one side only: that is what makes lines straight rather than nearly so.
    const isFinal = sweep >= sweeps - 2;
    for (const layer of isDown ? layers : layers.toReversed()) {
      const wanted = layer.map((cell) => {
        let sum = 0;
        let weight = 0;
        const pull = (position: number, by: number): void => {
          sum += position * by;
          weight += by;
        };
        if (!isFinal || isDown || above[cell]!.length === 0)
          for (const tie of below[cell]!) pull(starts[tie.to]! + tie.toAt - tie.fromAt, tie.weight);
        if (!isFinal || !isDown || below[cell]!.length === 0)
          for (const tie of above[cell]!) pull(starts[tie.from]! + tie.fromAt - tie.toAt, tie.weight);
        return weight === 0 ? { at: starts[cell]!, weight: 0.01 } : { at: sum / weight, weight };
      });
      settleLayer(layer, cells, wanted, starts);
    }
  }
  return starts;
}

/** Least squares with a least distance between neighbours: cells that would overlap move together as one block. */
function settleLayer(
  layer: readonly number[],
  cells: readonly Cell[],
  wanted: readonly { readonly at: number; readonly weight: number }[],
  starts: number[],
): void {
  const offsets: number[] = [];
  let offset = 0;
  const blocks: { sum: number; weight: number; first: number }[] = [];
  for (const [place, cell] of layer.entries()) {
    const before = layer[place - 1];
    if (before !== undefined) offset += cells[before]!.length + cells[before]!.margin + cells[cell]!.margin;
    offsets.push(offset);
    const { at, weight } = wanted[place]!;
    let block = { sum: (at - offset) * weight, weight, first: place };
    for (
      let last = blocks.at(-1);
      last && last.sum / last.weight > block.sum / block.weight;
      last = blocks.at(-1)
    ) {
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, first: last.first };
      blocks.pop();
    }
    blocks.push(block);
  }
  for (const [index, { sum, weight, first }] of blocks.entries()) {
    const end = blocks[index + 1]?.first ?? layer.length;
    for (let place = first; place < end; place++) starts[layer[place]!] = sum / weight + offsets[place]!;
  }
}
