/** `wave-inspect explain`: the whole chain behind each pull, for people and as JSON. */
import type { DecidedBy, Decider, Finding, Rewrite } from "../model.ts";
import type { Explanation, HeldRule } from "../explain.ts";
import { unarmed } from "../text/commands.ts";
import { plain } from "../text/plain.ts";
import { onOneLine } from "../text/quote.ts";
import { printJson } from "../text/print-json.ts";
import { few, grouped } from "../text/units.ts";
import { lineOf, type PulledAs, settingInWords, type Way } from "../way.ts";
import { wordsOf } from "./coverage.ts";
import { knownInWords, whyWaived } from "./groups.ts";
import { decidedPart, findingPart, schemaVersion, wayPart } from "./json.ts";

/** `wave-inspect explain --format json`. */
export function explainJson(asked: string, explanations: readonly Explanation[]): string {
  return printJson({
    schemaVersion,
    asked,
    explanations: explanations.map(({ way, rules, findings, ...rest }) => ({
      ...rest,
      way: wayPart(way),
      rules: rules.map(({ decidedBy, ...rule }) => ({ ...rule, decidedBy: decidedPart(decidedBy) })),
      findings: findings.map((finding) => findingPart(finding)),
    })),
  });
}

/** A block each image and place. */
export function explainText(explanations: readonly Explanation[]): string {
  return unarmed(explanations.map((one, index) => block(one, explanations[index - 1])).join("\n"));
}

function block(one: Explanation, above: Explanation | undefined): string {
  const rows: [key: string, values: readonly string[]][] = [
    ["written", [writtenInWords(one.way)]],
    ["overrides", (one.way.overrode ?? []).map((written) => `${onOneLine(written.text, 120)} at ${lineOf(written)}`)],
    ["rewritten", stepsInWords(one.way.rewritten)],
    ["pulled", one.unresolved === undefined ? one.way.pulled.map(pulledInWords) : [one.unresolved]],
    ["pin", one.unresolved === undefined ? [`${one.pin}: ${one.pinReason}`] : []],
    ["rules", rulesInWords(one, above)],
    ["not judged", notJudgedInWords(one)],
    ["findings", one.findings.length > 0 ? one.findings.map(findingInWords) : ["none"]],
  ];
  const lines = rows.flatMap(([key, values]) =>
    values.map((value, index) => `  ${(index === 0 ? key : "").padEnd(10)} ${plain(value)}\n`),
  );
  return `${plain(one.image)}\n${lines.join("")}`;
}

function writtenInWords({ written: { text, file, line, column } }: Way): string {
  return `${onOneLine(text, 200)} at ${file}:${line}:${column}`;
}

function notJudgedInWords({ notJudged }: Explanation): string[] {
  if (notJudged === undefined) return [];
  return [`${notJudged.rules.join(", ")}: ${wordsOf(notJudged)}`, notJudged.advice];
}

/** Settings of several engines that make the same of it, together. */
function stepsInWords(steps: readonly Rewrite[]): string[] {
  return [...Map.groupBy(steps, ({ by, to }) => JSON.stringify([by, to])).values()].map((own) => {
    const { by, to } = own[0]!;
    if (by === "file") return `the file ${to}, which is there`;
    const settings = few(own.map(settingInWords));
    return `${by === "wave" ? "a name that Wave gives it in the run" : to}, by ${settings}`;
  });
}

/** The same ones as of the block above are told there. */
function rulesInWords({ judged, rules }: Explanation, above: Explanation | undefined): string[] {
  if (!judged) return ["none: nothing runs or builds it"];
  const said = rules.map(ruleInWords);
  const isSame = above?.judged === true && said.join("\n") === above.rules.map(ruleInWords).join("\n");
  return isSame ? ["the same as above"] : said;
}

function pulledInWords({ image, engines, profiles, platforms, processes, first }: PulledAs): string {
  const details = [
    engines.length > 0 ? `by ${engines.join(", ")}` : "",
    profiles.length > 0 ? `-profile ${profiles.join(" | ")}` : "",
    platforms.join(", "),
    processes > 0 ? `for ${usersInWords(first, processes)}` : "",
  ].filter((detail) => detail !== "");
  return `${image ?? ""}${details.length === 0 ? "" : `, ${details.join(", ")}`}`;
}

/** `A, B`, `12 (A, B, C and 9 more)`: processes, stages or services. */
function usersInWords(first: readonly string[], count: number): string {
  const rest = count - first.length;
  return rest > 0 ? `${grouped(count)} (${first.join(", ")} and ${grouped(rest)} more)` : first.join(", ");
}

function ruleInWords({ rule, severity, later, changes, options, decidedBy, overrides }: HeldRule): string {
  const turns = [later === undefined ? "" : `, ${later}`, changes === undefined ? "" : `, until ${changes}`].join("");
  const over =
    overrides.length === 0
      ? ""
      : `, by the override${overrides.length > 1 ? "s" : ""} at ${overrides.map(lineOf).join(", ")}`;
  return `${rule.padEnd(16)} ${severity}${turns}, ${decidersInWords(decidedBy, options)}${over}`;
}

/** `policy.yml:12 (severity :13, at-least build :14)`: where the rule is named, its options, and what is decided on other lines. */
function decidersInWords({ rule, severity, enforceFrom, options }: DecidedBy, values: HeldRule["options"]): string {
  const named = deciderInWords(rule);
  const decided = Object.entries({ severity, "enforce-from": enforceFrom, ...options });
  const said = decided.flatMap(([what, by]) => {
    if (by === undefined || by === "default") return [];
    const place = deciderInWords(by);
    const isNear = typeof by === "object" && typeof rule === "object" && by.file === rule.file;
    const where = place === named ? [] : [isNear ? `:${by.line}` : place];
    const words = [what, values[what] ?? [], where].flat();
    return words.length === 1 ? [] : [words.join(" ")];
  });
  return said.length === 0 ? named : `${named} (${said.join(", ")})`;
}

function deciderInWords(by: Decider): string {
  if (by === "default") return "by default";
  if (by === "lock") return "by the lock that is there";
  return by === "platform" ? "by the platform that was asked for" : lineOf(by);
}

/** Without what to do, which is the word of `check`. */
function findingInWords({ severity, rule, message, undecided, waived, known }: Finding): string {
  const open = undecided === true ? " undecided" : "";
  if (waived === undefined) {
    const before = known === undefined ? "" : ` (${knownInWords(known)})`;
    return `${severity} ${rule}${open}: ${message}${before}`;
  }
  const { by, location, expires } = waived;
  const until = expires === undefined ? "" : ` until ${expires}`;
  const where = location === undefined ? "" : ` at ${lineOf(location)}`;
  return `${by === "inline" ? "ignored" : "waived"}${where}${until} ${rule}: ${message} (${whyWaived(waived).join(", ")})`;
}
