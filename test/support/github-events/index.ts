/** Payloads of events as GitHub publishes them: README.md beside this file says where they are from. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { objectOf, parseJson } from "../json.ts";

const published = objectOf(parseJson(readFileSync(join(import.meta.dirname, "payloads.json"), "utf8")));

/** A copy to change: of `pull_request`, `merge_group`, `workflow_run` and their kin. */
export function publishedPayload(event: string): Record<string, unknown> {
  return structuredClone(objectOf(published[event]));
}
