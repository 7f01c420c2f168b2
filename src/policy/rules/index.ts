import { architecture } from "./architecture.ts";
import { exists } from "./exists.ts";
import { ignores } from "./ignores.ts";
import { inspectable } from "./inspectable.ts";
import { pin } from "./pin.ts";
import { registry } from "./registry.ts";
import { resolvable } from "./resolvable.ts";
import type { Rule } from "./rule.ts";
import { tag } from "./tag.ts";
import { waivers } from "./waivers.ts";

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [
  registry,
  pin,
  tag,
  exists,
  architecture,
  resolvable,
  inspectable,
  waivers,
  ignores,
];

export const ruleIds: readonly string[] = rules.map((rule) => rule.id);

export function ruleOf(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
