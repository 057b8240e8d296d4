import { crc32 } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { decoded, encoded } from '../../../src/cli/checkpoint/format.ts';
import type { Snapshot } from '../../../src/explore/snapshot.ts';
import { UsageError } from '../../../src/index.ts';
import { inOnePiece, snapshotOf } from './files.ts';

const encode = (snapshot: Snapshot, version = '1.2.3') =>
  Buffer.concat([...encoded(snapshot, version)]);

function decode(bytes: Uint8Array, version = '1.2.3'): Snapshot {
  let at = 0;
  const read = (into: Uint8Array) => {
    const part = bytes.subarray(at, at + into.length);
    into.set(part);
    at += part.length;
    return part.length;
  };
  return decoded({ name: 'ckpt/file', bytes: bytes.length, read }, version);
}

function refusal(bytes: Uint8Array, version?: string): string {
  try {
    decode(bytes, version);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'accepted';
}

const piece = fc.int32Array({ maxLength: 30 });
const snapshots: fc.Arbitrary<Snapshot> = fc.record({
  about: fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<Snapshot['about']>,
  tables: fc.array(fc.record({ name: fc.string(), pieces: fc.array(piece, { maxLength: 4 }) }), {
    maxLength: 5,
  }),
});

describe('what was written is what is read', () => {
  test.prop([snapshots])('for every snapshot', (snapshot) => {
    const { about, tables } = decode(encode(snapshot));
    expect(JSON.stringify(about)).toBe(JSON.stringify(snapshot.about));
    expect(tables).toEqual(inOnePiece(snapshot).tables);
  });

  it('for tables of several megabytes, in shared memory and not at its beginning', () => {
    const shared = new Int32Array(new SharedArrayBuffer(3 << 20), 64, 700_001);
    shared.forEach((_, at) => {
      shared[at] = Math.imul(at, 2_654_435_761);
    });
    const { tables } = decode(encode({ about: {}, tables: [{ name: 'root', pieces: [shared] }] }));
    expect(Buffer.compare(bytesOf(tables[0]?.pieces[0]), bytesOf(shared))).toBe(0);
  });

  it('in the bytes that the picture shows', () => {
    const bytes = encode({ about: {}, tables: [{ name: 't', pieces: [Int32Array.of(7)] }] });
    expect(bytes.toString('latin1', 0, 20)).toBe('dropproof checkpoint');
    expect(bytes.readUInt32LE(20)).toBe(1);
    expect(bytes.toString('utf8', 32, 32 + bytes.readUInt32LE(24))).toBe(
      '{"dropproof":"1.2.3","about":{},"tables":[{"name":"t","words":1}]}',
    );
    expect(bytes.readInt32LE(bytes.length - 8)).toBe(7);
  });
});

describe('"a damaged … checkpoint is refused", wherever the damage is', () => {
  const bytes = encode(snapshotOf(9));

  it('cut at any length', () => {
    const messages = [...bytes.keys()].map((length) => refusal(bytes.subarray(0, length)));
    expect(messages.filter((message) => !message.includes('is not whole'))).toEqual([]);
    expect(messages[25]).toBe(
      'ckpt/file is not whole: 25 bytes were found, at least 32 expected. ' +
        'Remove it, and start the search anew with --checkpoint',
    );
    expect(messages.at(-1)).toBe(
      `ckpt/file is not whole: ${bytes.length - 1} bytes were found, ${bytes.length} expected. ` +
        'Remove it, and start the search anew with --checkpoint',
    );
  });

  it('any single byte changed; the message says in which section', () => {
    const messages = [...bytes].map((byte, at) => {
      const damaged = Buffer.from(bytes);
      damaged[at] = byte ^ 0x10;
      return refusal(damaged);
    });
    const sections = messages.map(
      (message) => /checksum of (.*) does not/.exec(message)?.[1] ?? 'none',
    );
    const runs = sections.map((section, at) => (section === sections[at - 1] ? [] : [at, section]));
    const headerEnd = 32 + bytes.readUInt32LE(24) + 4;
    expect(runs.filter((run) => run.length > 0)).toEqual([
      [0, 'none'],
      [20, 'the first 32 bytes'],
      [32, 'the header'],
      [headerEnd, "table 'root'"],
      [headerEnd + 24, "table 'empty'"],
      [headerEnd + 28, "table 'queue'"],
    ]);
    expect(messages[3]).toBe(
      'ckpt/file is not a checkpoint of dropproof: it begins otherwise. Choose another folder',
    );
    expect(messages[40]).toBe(
      'ckpt/file is damaged: the checksum of the header does not fit. ' +
        'Remove it, and start the search anew with --checkpoint',
    );
  });

  test.prop([snapshots, fc.nat(), fc.integer({ min: 1, max: 255 })])(
    'any byte, in any way, in any checkpoint',
    (snapshot, place, change) => {
      const damaged = encode(snapshot);
      const at = place % damaged.length;
      damaged[at] = (damaged[at] as number) ^ change;
      expect(refusal(damaged)).toMatch(/^ckpt\/file is (damaged|not a checkpoint)/);
    },
  );

  it('one byte too many', () => {
    expect(refusal(Buffer.concat([bytes, Buffer.alloc(1)]))).toContain('is not whole');
  });

  it('a section of another checkpoint, though it has a checksum that fits it', () => {
    const other = encode(snapshotOf(8));
    const mixed = Buffer.concat([bytes.subarray(0, -164), other.subarray(-164)]);
    expect(refusal(mixed)).toContain("the checksum of table 'queue' does not fit");
  });

  it('something else altogether', () => {
    expect(refusal(Buffer.from('{"format": "dropproof/outcome"}'))).toContain(
      'it begins otherwise',
    );
  });
});

describe('"a foreign version is refused"', () => {
  it('of dropproof, because what the tables mean may have changed', () => {
    expect(refusal(encode(snapshotOf(1)), '1.2.4')).toBe(
      'ckpt/file was written with version 1.2.3 of dropproof, this is version 1.2.4. ' +
        'Resume with the version that wrote it, or remove it and start the search anew',
    );
  });

  it('of the format', () => {
    const [magic, numbers, , ...rest] = [...encoded(snapshotOf(1), '1.2.3')].map((piece) =>
      Buffer.from(piece),
    );
    const later = Buffer.from(numbers as Buffer);
    later.writeUInt32LE(2, 0);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32LE(crc32(Buffer.concat([magic as Buffer, later])));
    const bytes = Buffer.concat([magic as Buffer, later, checksum, ...rest]);
    expect(refusal(bytes)).toBe(
      'ckpt/file was written with version 2 of the format, this is version 1. ' +
        'Resume with the version that wrote it, or remove it and start the search anew',
    );
  });
});

function bytesOf(table: Int32Array = new Int32Array()): Uint8Array {
  return new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
}
