/** Before the tests: dist/ is what the sources give, for the tests run what is shipped. */
import { resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { build } from "../../scripts/build.ts";

const dist = resolve(import.meta.dirname, "../../dist");

export async function setup(project: TestProject): Promise<void> {
  await build(dist);
  project.onTestsRerun(() => build(dist));
}
