/** Inline ignores that the base of a pull request does not have. */
import { expect, test } from "vitest";
import { againstBase, defaultScanOptions, scanRepository } from "../../../src/scan/index.ts";
import { treeOf } from "../in-memory.ts";

const IGNORED = "# wave-inspect: ignore tag -- known\nFROM alpine:latest\n";

/** Whether each ignore of a Dockerfile is added, its base given: null: none there; undefined: not at hand. */
async function added(now: string, base: string | null | undefined): Promise<unknown[]> {
  const tree = treeOf({ Dockerfile: now });
  const scan = await scanRepository(tree, defaultScanOptions);
  const { ignores } = await againstBase(scan, tree, () => base);
  return ignores.map(({ added: isAdded }) => isAdded);
}

test.each<[string, string, string | null | undefined, unknown[]]>([
  ["one that was there", IGNORED, IGNORED, [undefined]],
  ["one that has moved", `# x\nARG A\n${IGNORED}`, IGNORED, [undefined]],
  ["a new one", IGNORED, "FROM alpine:latest\n", [true]],
  ["one of a new file", IGNORED, null, [true]],
  ["one with another reason", IGNORED, IGNORED.replace("known", "why"), [true]],
  ["one over another image", IGNORED, IGNORED.replace("alpine", "debian"), [true]],
  ["one more of the same", IGNORED + IGNORED, IGNORED, [undefined, true]],
  ["one of a base that is not at hand", IGNORED, undefined, ["unknown"]],
])("%s", async (_, now, base, expected) => {
  expect(await added(now, base)).toEqual(expected);
});
