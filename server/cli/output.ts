/** Writes everything before it returns, however slowly a pipe is read; a reader that went away ends it quietly. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else reject(error);
    });
  });
}

/** ANSI colours where a person reads: a terminal, and no NO_COLOR. */
export function createColours(): (code: number, text: string) => string {
  const isWanted = process.stdout.isTTY === true && !process.env.NO_COLOR;
  return (code, text) => (isWanted ? `\u001b[${code}m${text}\u001b[0m` : text);
}
