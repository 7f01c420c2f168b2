/**
 * Layers with the same bytes on every machine: ustar without times or owners, in a gzip member that uses stored
 * blocks only, so that neither clock, nor user, nor version of a compressor can change a digest.
 */
import { crc32 } from "node:zlib";

const block = 512;
const largestStoredBlock = 65_535;

const padding = (length: number): Buffer => Buffer.alloc((block - (length % block)) % block);

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, "0")}\0`;

const header = (name: string, size: number): Buffer => {
  const bytes = Buffer.alloc(block);
  bytes.write(name, 0, 100, "latin1");
  bytes.write(octal(0o644, 7), 100);
  bytes.write(octal(0, 7), 108);
  bytes.write(octal(0, 7), 116);
  bytes.write(octal(size, 11), 124);
  bytes.write(octal(0, 11), 136);
  // The checksum is summed with its own field blank.
  bytes.fill(" ", 148, 156);
  bytes.write("0", 156);
  bytes.write("ustar", 257);
  bytes.write("00", 263);
  let sum = 0;
  for (const byte of bytes) sum += byte;
  bytes.write(`${octal(sum, 6)} `, 148);
  return bytes;
};

/** An uncompressed tar of small text files, in the order given. */
export const tar = (files: Readonly<Record<string, string>>): Buffer => {
  const parts: Buffer[] = [];
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    parts.push(header(name, data.length), data, padding(data.length));
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
};

/** One gzip member (RFC 1952) of stored blocks (RFC 1951, 3.2.4): no compressor, so no version of one. */
export const gzipStored = (data: Buffer): Buffer => {
  const parts: Buffer[] = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])];
  let offset = 0;
  do {
    const piece = data.subarray(offset, offset + largestStoredBlock);
    offset += largestStoredBlock;
    const head = Buffer.alloc(5);
    head.writeUInt8(offset >= data.length ? 1 : 0, 0);
    head.writeUInt16LE(piece.length, 1);
    head.writeUInt16LE(piece.length ^ 0xffff, 3);
    parts.push(head, piece);
  } while (offset < data.length);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(data), 0);
  trailer.writeUInt32LE(data.length, 4);
  return Buffer.concat([...parts, trailer]);
};
