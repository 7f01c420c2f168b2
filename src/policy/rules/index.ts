/** Every rule, by its name. */
import { age } from "./age.ts";
import { architecture } from "./architecture.ts";
import { attested } from "./attested.ts";
import { base } from "./base.ts";
import { declared } from "./declared.ts";
import { drift } from "./drift.ts";
import { baseline } from "./baseline.ts";
import { digest } from "./digest.ts";
import { ephemeral } from "./ephemeral.ts";
import { entrypoint } from "./entrypoint.ts";
import { exists } from "./exists.ts";
import { freeze } from "./freeze.ts";
import { ignores } from "./ignores.ts";
import { inspectable } from "./inspectable.ts";
import { labels } from "./labels.ts";
import { locked } from "./locked.ts";
import { manifestFormat } from "./manifest-format.ts";
import { mirrored } from "./mirrored.ts";
import { pin } from "./pin.ts";
import { ran } from "./ran.ts";
import { pullable } from "./pullable.ts";
import { readable } from "./readable.ts";
import { policyRule } from "./policy.ts";
import { policyChange } from "./policy-change.ts";
import { recipe } from "./recipe.ts";
import { registry } from "./registry.ts";
import { resolvable } from "./resolvable.ts";
import type { Rule } from "./rule.ts";
import { size } from "./size.ts";
import { tag } from "./tag.ts";
import { tagMoved } from "./tag-moved.ts";
import { twins } from "./twins.ts";
import { user } from "./user.ts";
import { versionSpread } from "./version-spread.ts";
import { waivers } from "./waivers.ts";

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [
  registry,
  digest,
  pin,
  locked,
  drift,
  tagMoved,
  freeze,
  tag,
  exists,
  mirrored,
  ephemeral,
  architecture,
  age,
  size,
  labels,
  attested,
  base,
  user,
  entrypoint,
  manifestFormat,
  twins,
  declared,
  recipe,
  versionSpread,
  pullable,
  resolvable,
  readable,
  inspectable,
  ran,
  waivers,
  ignores,
  baseline,
  policyRule,
  policyChange,
];

export const ruleIds: readonly string[] = rules.map((rule) => rule.id);

/** Rules about the policy itself and what excuses findings: none of them judges an image. */
export const ofPolicy: ReadonlySet<string> = new Set(
  [waivers, ignores, baseline, policyRule, policyChange].map(({ id }) => id),
);

export function ruleOf(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}

/** Whether a rule says the same whatever a registry answers: it asks nothing, and is not about the answers themselves. */
export function goesByNameAlone(id: string): boolean {
  const rule = ruleOf(id);
  return rule !== undefined && rule.asks === undefined && rule !== inspectable;
}

/** The rules by what their findings weigh: what stops a run, what lets strangers in, what makes results move, the rest. */
const BY_WEIGHT: readonly string[] = [
  ["exists", "pullable", "ephemeral", "readable", "manifest-format", "architecture", "entrypoint", "drift"],
  ["registry", "digest", "mirrored", "inspectable", "resolvable"],
  ["pin", "locked", "ran", "tag-moved", "freeze", "tag", "twins", "declared", "recipe"],
  [
    "age",
    "attested",
    "base",
    "user",
    "labels",
    "size",
    "version-spread",
    "waivers",
    "ignores",
    "baseline",
    "policy",
    "policy-change",
  ],
].flat();

/** Smaller is weightier. */
export function weightOf(id: string): number {
  const at = BY_WEIGHT.indexOf(id);
  return at === -1 ? BY_WEIGHT.length : at;
}
