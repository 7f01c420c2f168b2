/** As of when recorded answers are judged, and what is answered. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replayOf } from "../../src/replay/index.ts";
import { checkJson } from "../../src/report/json.ts";
import { inspection, reportOf } from "../policy/make.ts";
import { scratch } from "../support/scratch.ts";

const image = "quay.io/acme/tool:1.0";

async function replay(asOf: string | undefined) {
  const root = await scratch();
  const file = join(root, "night.json");
  await writeFile(
    file,
    checkJson(reportOf({ startedAt: "2026-11-24T12:00:00.000Z", inspections: [inspection(image)] })),
  );
  return replayOf(file, { asOf, now: () => new Date("2027-01-02T03:04:05Z"), root });
}

test.each([
  [undefined, "2026-11-24T12:00:00.000Z"],
  ["now", "2027-01-02T03:04:05.000Z"],
  ["2026-12-31", "2026-12-31T00:00:00.000Z"],
  ["2026-12-31T23:30:00+02:00", "2026-12-31T21:30:00.000Z"],
])("--as-of %s: judged as of %s", async (asOf, moment) => {
  const { replayed } = await replay(asOf);
  expect(replayed.recordedAt).toBe("2026-11-24T12:00:00.000Z");
  expect(new Date(replayed.judgedAt).toISOString()).toBe(moment);
});

test.each(["tomorrow", "2026-02-30", "2027-02-29T12:00:00Z", "2026-11-30T25:00:00Z", "", "Now"])(
  "--as-of %j is refused",
  async (asOf) => {
    await expect(() => replay(asOf)).rejects.toThrow(
      `--as-of: "${asOf}" is neither now nor a time; write 2026-11-30 or`,
    );
  },
);

test("what was asked then is answered, by who was asked", async () => {
  const { inspect, inspector } = await replay(undefined);
  expect(inspector).toBe(reportOf().inspector);
  expect(inspect({ image, platform: null, need: "existence" })).toMatchObject({ request: { image } });
  expect(inspect({ image: "quay.io/acme/other:1", platform: null, need: "existence" })?.failure).toMatchObject({
    state: "not-recorded",
  });
});
