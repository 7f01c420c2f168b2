/** `wave-inspect explain`: the whole chain behind each pull, for people and as JSON. */
import type { Finding } from "../model.ts";
import type { Explanation, HeldRule } from "../explain.ts";
import { unarmed } from "../text/commands.ts";
import { plain } from "../text/plain.ts";
import { onOneLine } from "../text/quote.ts";
import { printJson } from "../text/print-json.ts";
import { lineOf, type Way } from "../way.ts";
import { decidersInWords } from "./deciders.ts";
import { wordsOf } from "./coverage.ts";
import { knownInWords, whyWaived } from "./groups.ts";
import { pulledInWords, stepsInWords } from "./way-lines.ts";
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

/** The same ones as of the block above are told there. */
function rulesInWords({ judged, rules }: Explanation, above: Explanation | undefined): string[] {
  if (!judged) return ["none: nothing runs or builds it"];
  const said = rules.map(ruleInWords);
  const isSame = above?.judged === true && said.join("\n") === above.rules.map(ruleInWords).join("\n");
  return isSame ? ["the same as above"] : said;
}

function ruleInWords({ rule, severity, later, changes, options, decidedBy, overrides }: HeldRule): string {
  const turns = [later === undefined ? "" : `, ${later}`, changes === undefined ? "" : `, until ${changes}`].join("");
  const over =
    overrides.length === 0
      ? ""
      : `, by the override${overrides.length > 1 ? "s" : ""} at ${overrides.map(lineOf).join(", ")}`;
  return `${rule.padEnd(16)} ${severity}${turns}, ${decidersInWords(decidedBy, options)}${over}`;
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
