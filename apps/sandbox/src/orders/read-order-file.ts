import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse/sync';
import { formatOf, OrderFileError, type FileFormat } from './columns';
import { readLine, type FileLine } from './read-line';
import type { OrderFileCounts } from './report';

/** Lines that are parsed at once. */
const chunkLines = 500;

/**
 * Reads a file of order lines as a stream, in file order, and counts every line that it can't read. Throws OrderFileError when the file is not there or
 * its first line names other columns.
 */
export async function* readOrderFile(path: string, counts: OrderFileCounts): AsyncGenerator<FileLine> {
  let format: FileFormat | undefined;
  let chunk: string[] = [];
  for await (const text of textLines(path)) {
    if (format === undefined) {
      format = formatOf(text);
      counts.format = format.name;
    } else if (text.trim() === '') {
      counts.blankLines++;
    } else if (chunk.push(text) >= chunkLines) {
      yield* readChunk(format, chunk, counts);
      chunk = [];
    }
  }
  if (format === undefined) throw new OrderFileError(`${path} is empty: give a file of order lines`);
  yield* readChunk(format, chunk, counts);
}

async function* textLines(path: string): AsyncGenerator<string> {
  const stream = createReadStream(path, { encoding: 'latin1' });
  try {
    yield* createInterface({ input: stream, crlfDelay: Infinity });
  } catch (error) {
    throw new OrderFileError(`can't read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    stream.destroy();
  }
}

function* readChunk(format: FileFormat, texts: readonly string[], counts: OrderFileCounts): Generator<FileLine> {
  for (const cells of split(format, texts)) {
    counts.linesRead++;
    const read = cells === undefined ? ({ ok: false, fault: 'quoting' } as const) : readLine(format, cells);
    if (read.ok) yield read.line;
    else counts.malformed[read.fault]++;
  }
}

/**
 * The cells of each line; undefined where quotes don't pair up. A lone quote would swallow the lines after it, so a chunk that does not come out line by line
 * is taken line by line: one broken line costs one line.
 */
function split(format: FileFormat, texts: readonly string[]): (readonly string[] | undefined)[] {
  const whole = attempt(format, texts.join('\n'));
  if (whole?.length === texts.length) return whole;
  return texts.map((text) => {
    const rows = attempt(format, text);
    return rows?.length === 1 ? rows[0] : undefined;
  });
}

function attempt(format: FileFormat, text: string): string[][] | undefined {
  try {
    return parse(text, { delimiter: format.separator, relax_column_count: true, relax_quotes: true, record_delimiter: '\n' });
  } catch {
    return undefined;
  }
}
