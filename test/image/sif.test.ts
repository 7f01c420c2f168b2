import { describe, expect, test } from "vitest";
import { hasStarter, readFileHeader } from "../../src/image/sif.ts";
import { imageFile, imageFiles } from "../support/files.ts";

const created = "2024-03-05T06:07:08Z";
const known = [...imageFiles].filter(([name]) => !["unknown", "deterministic", "squashfs"].includes(name));
const headOf = (name: string): Buffer => imageFiles.get(name)?.head ?? Buffer.alloc(0);

describe("a SIF as Apptainer's library makes it", () => {
  test.each(known)("is for %s, was built then and is that long", (name, { size, head }) => {
    expect(readFileHeader(head)).toEqual({ format: "sif", architecture: `linux/${name}`, created, length: size });
  });

  test("there is one for each architecture that a header can name", () => {
    expect(known).toHaveLength(13);
  });

  test("may not say for what it is, or when it was built", () => {
    expect(readFileHeader(headOf("unknown"))).toEqual({ format: "sif", created, length: 32176 });
    const nobodysDate = { format: "sif", created: "0001-01-01T00:00:00Z", length: 32176 };
    expect(readFileHeader(headOf("deterministic"))).toEqual(nobodysDate);
  });

  test.each([
    ["a number that nobody has given out", "99"],
    ["no number", "ab"],
  ])("with %s is for nothing that is known", (_, code) => {
    const head = Buffer.from(headOf("amd64"));
    head.write(code, 45);
    expect(readFileHeader(head)).toEqual({ format: "sif", created, length: 36864 });
  });

  test("with a time that no calendar has has none", () => {
    const head = Buffer.from(headOf("amd64"));
    head.writeBigInt64LE(2n ** 62n, 64);
    expect(readFileHeader(head)).toEqual({ format: "sif", architecture: "linux/amd64", length: 36864 });
  });

  test("is read wherever its bytes lie in memory, and no further than its header", () => {
    const around = Buffer.concat([Buffer.alloc(7), imageFile("arm64")]);
    expect(readFileHeader(around.subarray(7))).toMatchObject({ architecture: "linux/arm64" });
  });

  test("with another magic is none", () => {
    const head = Buffer.from(headOf("amd64"));
    head.write("SIF_MAGIX", 32);
    expect(readFileHeader(head)).toBeUndefined();
  });

  test("that is cut off within its header is none", () => {
    expect(readFileHeader(headOf("amd64").subarray(0, 127))).toBeUndefined();
  });
});

describe("what Singularity 2 made", () => {
  const starter = Buffer.from("#!/usr/bin/env run-singularity\n");

  test("is a file system, with or without a line that starts it", () => {
    expect(readFileHeader(headOf("squashfs"))).toEqual({ format: "squashfs", created });
    expect(readFileHeader(Buffer.concat([starter, headOf("squashfs")]))).toEqual({ format: "squashfs", created });
  });

  test("or of another format behind such a line", () => {
    const image = Buffer.concat([starter, Buffer.alloc(97)]);
    expect(readFileHeader(image)).toBeUndefined();
    expect(hasStarter(image)).toBe(true);
    expect(hasStarter(Buffer.from("<!DOCTYPE html>"))).toBe(false);
  });

  test("is nothing where its date is cut off", () => {
    expect(readFileHeader(headOf("squashfs").subarray(0, 11))).toBeUndefined();
  });
});

test.each(["", "x", "<!DOCTYPE html>".repeat(20)])("%j is no image", (text) => {
  expect(readFileHeader(Buffer.from(text))).toBeUndefined();
});
