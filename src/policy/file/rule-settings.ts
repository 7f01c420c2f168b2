/** What a policy file may say of the rules: the severity and the options of each, and the places where they are said. */
import type { Location } from "../../model.ts";
import type { Span } from "../../text/lines.ts";
import type { DatedSetting, RuleSetting, RuleSettings } from "../policy.ts";
import { rules } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";
import { object, objectSchema, optional, type Fields } from "../shapes/fields.ts";
import {
  choice,
  flag,
  join,
  type JsonSchema,
  list,
  type Reading,
  record,
  type Shape,
  unknownKey,
  wrongKind,
} from "../shapes/shape.ts";
import { type MapTree, Problems, type ScalarTree, type Tree } from "../shapes/tree.ts";
import { nearest, suggestion } from "../../text/nearest.ts";
import { short } from "../../text/quote.ts";
import { date, dateFault, level, levels } from "../shapes/values.ts";

/** What is said of a rule, after its name. */
type Said = Omit<RuleSetting, "by">;

/** `true`, or some of the settings. */
function finalShape(settings: readonly string[]): Shape<boolean | readonly string[]> {
  const some = list(choice(settings), "a list of settings", { atLeast: 1 });
  return {
    words: "`true`, or a list of settings",
    get schema() {
      return { anyOf: [flag.schema, some.schema] };
    },
    read: (tree, reading) => (tree.kind === "list" ? some : flag).read(tree, reading),
  };
}

function ruleShape(rule: Rule): Shape<Said> {
  const severity = optional(level, `how much it counts; default \`${rule.severity}\``);
  const enforceFrom = optional(date, "the first day (UTC) on which that severity holds; before it, a notice");
  const final = finalShape(["severity", "enforce-from", ...Object.keys(rule.options)]);
  const dated = record(settingShape({ severity, ...rule.options }), "a map from day to severity and options", {
    schema: { format: "date" },
    fault: (day) => dateFault(day),
  });
  return settingShape({
    severity,
    "enforce-from": enforceFrom,
    ...rule.options,
    from: optional(dated, "by its first day (UTC), what takes the place of severity and options"),
    final: optional(final, "whether whoever builds on this policy may only tighten it, or which settings of it"),
  });
}

/** `error`, or a map of severity and options. */
function settingShape(fields: Fields): Shape<Said> {
  const map = object(fields, "a severity, or a map of severity and options");
  return {
    words: map.words,
    get schema() {
      return { anyOf: [level.schema, objectSchema(fields)] };
    },
    read(tree, reading) {
      if (tree.kind === "scalar" && tree.value !== null) {
        const value = levels.find((word) => word === tree.text);
        if (value !== undefined) return { level: { value, by: locate(tree.at, reading) }, options: {} };
        return reading.problems.add(
          tree.at,
          () =>
            `${reading.path}: "${short(tree.text)}" is not known here${suggestion(tree.text, levels)}${asOption(tree, fields)}`,
        );
      }
      const given = map.read(tree, reading);
      return given && tree.kind === "map" ? settingOf(given, tree, reading) : undefined;
    },
  };
}

function isTaken({ shape }: Fields[string], tree: Tree): boolean {
  const problems = new Problems("");
  shape.read(tree, { problems, path: "" });
  return problems.found.length === 0;
}

/** Where options take what is written in place of a severity: how each is written with it. */
function asOption(written: ScalarTree, fields: Fields): string {
  if (typeof written.value === "boolean" || nearest(written.text, levels) !== undefined) return "";
  const maps = Object.entries(fields).flatMap(([key, field]) => {
    if (isTaken(field, written)) return `{ ${key}: ${short(written.text)} }`;
    return isTaken(field, { kind: "list", at: written.at, items: [written] })
      ? `{ ${key}: [${short(written.text)}] }`
      : [];
  });
  return maps.length === 0 ? "" : `, or a map such as ${maps.join(" or ")}`;
}

/** What a map says, each value with its place. */
function settingOf(given: Readonly<Record<string, unknown>>, tree: MapTree, reading: Reading): Said {
  const decided = new Map(
    tree.entries
      .filter(({ key }) => given[key] !== undefined)
      .map(({ key, value }) => [key, { value: given[key], by: locate(value.at, reading) }] as const),
  );
  const severity = decided.get("severity");
  const word = levels.find((known) => known === severity?.value);
  const from = decided.get("enforce-from");
  decided.delete("severity");
  decided.delete("enforce-from");
  const final = decided.get("final");
  decided.delete("final");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- read by the shape of this key
  const dated = decided.get("from")?.value as Readonly<Record<string, DatedSetting>> | undefined;
  decided.delete("from");
  return {
    ...(severity !== undefined && word !== undefined && { level: { ...severity, value: word } }),
    ...(typeof from?.value === "string" && { enforceFrom: { ...from, value: from.value } }),
    ...(final !== undefined && isFinal(final.value) && { final: { ...final, value: final.value } }),
    ...(dated !== undefined && { from: new Map(Object.entries(dated)) }),
    options: Object.fromEntries(decided),
  };
}

function isFinal(value: unknown): value is true | readonly string[] {
  return value === true || Array.isArray(value);
}

function locate(at: Span, { problems }: Reading): Location {
  return { file: problems.file, ...at };
}

/** Rules about the policy itself, which no image can have otherwise. */
const GENERAL: ReadonlySet<string> = new Set(["waivers", "ignores", "policy", "policy-change"]);
export const imageRules = rules.filter((rule) => !GENERAL.has(rule.id));

const NOT_OF_IMAGES = "this rule is about the policy and not about some images; say it below the rules of the policy";

const FINAL_ABOVE = "final stands below rules; what an override here says of a final rule is as final as that";

/** A map from rule to setting. `definition` names its JSON Schema. */
export function ruleSettings(known: readonly Rule[], definition: string): Shape<RuleSettings> {
  const shapes = new Map(known.map((rule) => [rule.id, ruleShape(rule)]));
  const ids = [...shapes.keys()];
  const words = "a map from rule to severity and options";
  return {
    words,
    schema: { $ref: `#/$defs/${definition}` },
    read(tree, reading) {
      if (tree.kind !== "map") return wrongKind(tree, reading, words);
      const settings = new Map<string, RuleSetting>();
      for (const { key, at, value } of tree.entries) {
        const shape = shapes.get(key);
        if (shape === undefined)
          reading.problems.add(at, () =>
            GENERAL.has(key) ? `${join(reading.path, key)}: ${NOT_OF_IMAGES}` : unknownKey(key, reading.path, ids),
          );
        const said = shape?.read(value, { ...reading, path: join(reading.path, key) });
        if (said?.final !== undefined && known === imageRules)
          reading.problems.add(at, `${join(reading.path, key)}: ${FINAL_ABOVE}`);
        if (said !== undefined) settings.set(key, { by: locate(at, reading), ...said });
      }
      return settings;
    },
  };
}

/** Parts of the JSON Schema that stand in several places. */
export function definitions(): Readonly<Record<string, JsonSchema>> {
  const each = rules.map((rule) => [rule.id, { ...ruleShape(rule).schema, description: rule.summary }] as const);
  const overriding = rulesSchema(imageRules, { not: { $ref: "#/$defs/isFinal" } });
  return {
    ...Object.fromEntries(each),
    isFinal: { type: "object", required: ["final"], properties: { final: { not: { const: false } } } },
    rules: rulesSchema(rules),
    imageRules: overriding,
  };
}

function rulesSchema(known: readonly Rule[], further: JsonSchema = {}): JsonSchema {
  const properties = Object.fromEntries(known.map(({ id }) => [id, { $ref: `#/$defs/${id}`, ...further }]));
  return { type: "object", additionalProperties: false, properties };
}
