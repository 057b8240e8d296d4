/**
 * A checkpoint as a row of bytes. Every section is followed by a checksum of itself and of all before it, so that
 * damage is found and placed, and a section of another checkpoint does not fit in.
 *
 * ```
 *   20 bytes   dropproof checkpoint
 *    4 bytes   version of this format
 *    4 bytes   bytes of the header
 *    4 bytes   checksum                      up to here the same in every version
 *              header: JSON, what the search is of and which tables follow
 *    4 bytes   checksum
 *              first table: 32-bit integers, one after the other
 *    4 bytes   checksum
 *              …
 * ```
 *
 * Numbers have the byte order of the machine; where it is another, no checksum fits. Both ways go piece by piece, so
 * that nothing is held twice.
 */
import { crc32 } from 'node:zlib';
import type { Snapshot } from '../../explore/snapshot.ts';
import { UsageError } from '../../spec/errors.ts';
import type { Json } from '../../spec/value.ts';

const magic = new TextEncoder().encode('dropproof checkpoint');
const formatVersion = 1;
const wordBytes = Int32Array.BYTES_PER_ELEMENT;
const prefixBytes = magic.length + 3 * wordBytes;
/** Small enough to be still in the cache after it was checked, large enough for the disk. */
const chunkBytes = 1 << 20;

interface Header {
  /** The exact version of the program: what the tables mean may change with any. */
  readonly dropproof: string;
  readonly about: { readonly [key: string]: Json };
  readonly tables: readonly { readonly name: string; readonly words: number }[];
}

/** Bytes that can be read once, from the beginning. */
export interface Source {
  /** How messages call it. */
  readonly name: string;
  readonly bytes: number;
  /** Fills the array with the next bytes; answers how many there were. */
  readonly read: (into: Uint8Array) => number;
}

/** The bytes of a checkpoint, to be written one piece after the other. They alias the tables. */
export function* encoded(
  { about, tables }: Snapshot,
  dropproof: string,
): Generator<Uint8Array, void, void> {
  const sizes = tables.map(({ name, pieces }) => ({
    name,
    words: pieces.reduce((sum, { length }) => sum + length, 0),
  }));
  const header = new TextEncoder().encode(
    JSON.stringify({ dropproof, about, tables: sizes } satisfies Header),
  );
  const numbers = Uint32Array.of(formatVersion, header.length);
  let checksum = 0;
  for (const pieces of [[magic, numbers], [header], ...tables.map((table) => table.pieces)]) {
    for (const chunk of chunksOf(pieces)) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    yield bytesOf(Uint32Array.of(checksum));
  }
}

/**
 * The snapshot in a checkpoint.
 *
 * @throws UsageError if it is not whole, or of another format or version of dropproof
 */
export function decoded(source: Source, dropproof: string): Snapshot {
  const sections = new Sections(source);
  const start = new Uint8Array(magic.length);
  const found = sections.take(start);
  if (start.subarray(0, found).some((byte, at) => byte !== magic[at])) {
    throw new UsageError(
      `${source.name} is not a checkpoint of dropproof: it begins otherwise. Choose another folder`,
    );
  }
  const numbers = new Uint32Array(2);
  sections.take(bytesOf(numbers));
  sections.check('the first 32 bytes', `at least ${prefixBytes}`);
  const [version = 0, headerBytes = 0] = numbers;
  if (version !== formatVersion) throw foreign(source, 'the format', version, formatVersion);

  const encodedHeader = new Uint8Array(headerBytes);
  sections.take(encodedHeader);
  sections.check('the header', `at least ${prefixBytes + headerBytes + wordBytes}`);
  const header: Header = JSON.parse(new TextDecoder().decode(encodedHeader));
  if (header.dropproof !== dropproof) {
    throw foreign(source, 'dropproof', header.dropproof, dropproof);
  }

  const words = header.tables.reduce((sum, table) => sum + table.words + 1, 0);
  const whole = prefixBytes + headerBytes + wordBytes + words * wordBytes;
  if (source.bytes !== whole) throw wrongLength(source, String(whole));
  const tables = header.tables.map((table) => {
    const piece = new Int32Array(table.words);
    sections.take(bytesOf(piece));
    sections.check(`table '${table.name}'`, String(whole));
    return { name: table.name, pieces: [piece] };
  });
  return { about: header.about, tables };
}

/** Reads sections, and compares their checksums. */
class Sections {
  readonly #source: Source;
  #checksum = 0;
  #whole = true;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Reads bytes of a section, as many as there are; {@link check} complains if they were too few. */
  take(into: Uint8Array): number {
    let found = 0;
    for (const chunk of chunksOf([into])) {
      const bytes = this.#source.read(chunk);
      this.#checksum = crc32(chunk, this.#checksum);
      found += bytes;
    }
    this.#whole &&= found === into.length;
    return found;
  }

  /** Ends a section. @throws UsageError if it is not as it was written */
  check(section: string, expectedBytes: string): void {
    const recorded = new Uint32Array(1);
    const found = this.#source.read(bytesOf(recorded));
    if (!this.#whole || found !== wordBytes) throw wrongLength(this.#source, expectedBytes);
    if (recorded[0] === this.#checksum) return;
    throw new UsageError(
      `${this.#source.name} is damaged: the checksum of ${section} does not fit. ${remedy}`,
    );
  }
}

const remedy = 'Remove it, and start the search anew with --checkpoint';

function wrongLength({ name, bytes }: Source, expected: string): UsageError {
  return new UsageError(
    `${name} is not whole: ${bytes} bytes were found, ${expected} expected. ${remedy}`,
  );
}

function foreign(
  { name }: Source,
  what: string,
  found: number | string,
  expected: number | string,
): UsageError {
  return new UsageError(
    `${name} was written with version ${found} of ${what}, this is version ${expected}. ` +
      'Resume with the version that wrote it, or remove it and start the search anew',
  );
}

function* chunksOf(pieces: readonly ArrayBufferView[]): Generator<Uint8Array, void, void> {
  for (const piece of pieces) {
    const bytes = bytesOf(piece);
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      yield bytes.subarray(at, at + chunkBytes);
    }
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
