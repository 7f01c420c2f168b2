/** Headers as Apptainer's own tool writes and reads them, of every architecture that it knows. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readFileHeader } from "../../src/image/sif.ts";
import { findProgram } from "../inspect/programs.ts";

const siftool = findProgram("siftool");
const folder = mkdtempSync(join(tmpdir(), "wave-inspect-siftool-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]): string {
  return siftool === undefined ? "" : execFileSync(siftool, args, { encoding: "utf8", env: { TZ: "UTC" } });
}

/** What the tool reads in a file: a label, a colon, a value. */
function toldOf(file: string): ReadonlyMap<string, string> {
  return new Map(
    [...run("header", file).matchAll(/^(.*?): +(.*)$/gm)].map(([, label = "", value = ""]) => [label, value]),
  );
}

/** `2-amd64`: what `--partarch` takes is what it knows. */
const [, codes = ""] = /--partarch([^]*?)--partfs/.exec(run("add", "--help")) ?? [];
const known = [...codes.matchAll(/\b(\d+)-([a-z0-9]+)/g)].map(([, code = "", name = ""]) => ({ code, name }));

describe.skipIf(siftool === undefined)("siftool (go install github.com/apptainer/sif/v2/cmd/siftool@v2.25.0)", () => {
  test("knows thirteen architectures", () => {
    expect(known).toHaveLength(13);
  });

  test("makes a file without a partition, of no architecture", () => {
    const file = join(folder, "empty.sif");
    run("new", file);
    expect(toldOf(file).has("Primary Architecture")).toBe(false);
    expect(readFileHeader(readFileSync(file))).not.toHaveProperty("architecture");
  });

  test.each(known)("makes $name, and its header is read as it reads it", ({ code, name }) => {
    const [file, content] = [join(folder, `${name}.sif`), join(folder, "content")];
    writeFileSync(content, "a file system\n");
    run("new", file);
    run("add", file, content, "--datatype", "4", "--parttype", "2", "--partfs", "1", "--partarch", code);
    const told = toldOf(file);
    expect(told.get("Primary Architecture")).toBe(name);
    const moment = new Date((told.get("Created At") ?? "").replace(" +0000 UTC", "Z"));
    expect(readFileHeader(readFileSync(file))).toEqual({
      format: "sif",
      architecture: `linux/${name}`,
      created: moment.toISOString().replace(".000Z", "Z"),
      length: statSync(file).size,
    });
  });
});
