/** Findings of the page, and what is said of each. */
import type { Finding, Location, Report } from "../../model.ts";
import { adviceOf, type FindingGroup, knownInWords } from "../groups.ts";
import { ruleUrl } from "../links.ts";
import { code, escapeHtml, factList, folded, linkTo } from "./escape.ts";

export type Link = (location: Location) => string | undefined;

/** What a finding counts as: its severity, or why it counts for nothing. */
export function kindOf({ severity, waived, known, undecided }: Finding): string {
  if (waived !== undefined) return "waived";
  if (known !== undefined) return "known";
  return undecided === true ? "undecided" : severity;
}

/** One word at all of its places. */
export function findingArticle({ finding: one, places }: FindingGroup, report: Report, link: Link): string {
  const { rule, evidence, image } = one;
  const kind = kindOf(one);
  const [first] = places;
  const facts = Object.entries(evidence);
  const help = adviceOf(one).map((sentence) => `<p class="help">${escapeHtml(sentence)}</p>\n`);
  return `<article class="${kind}" data-kind="${kind}" data-rule="${escapeHtml(rule)}" data-image="${escapeHtml(image ?? "")}" data-file="${escapeHtml(first?.file ?? "")}">
<h3><span class="kind">${kind}</span> ${linkTo(ruleUrl(report, rule), escapeHtml(rule))}</h3>
<p>${message(one)}</p>
${help.join("")}${excuse(one)}<div class="places">${folded(places.map((location) => place(location, link)))}</div>
${facts.length === 0 ? "" : `<details><summary>Evidence</summary>${factList(facts)}</details>\n`}</article>
`;
}

function excuse({ waived, known }: Finding): string {
  const why = waived === undefined ? known && knownInWords(known) : waiver(waived);
  return why === undefined ? "" : `<p class="help">${escapeHtml(why.charAt(0).toUpperCase() + why.slice(1))}</p>\n`;
}

function waiver({ by, reason, owner, ticket, expires }: NonNullable<Finding["waived"]>): string {
  const until = expires === undefined ? "" : ` until ${expires}`;
  const tracked = ticket === undefined ? "" : ` (${ticket})`;
  return `${by === "inline" ? "Ignored inline" : `Waived${until}`}${owner === undefined ? "" : ` by ${owner}`}: ${reason}${tracked}`;
}

/** The message with the image set apart. */
function message({ message: text, image }: Finding): string {
  if (image === null || image === "") return escapeHtml(text);
  return text.split(image).map(escapeHtml).join(code(image));
}

/** `modules/a/main.nf:6`, with where it can be read. */
export function place(location: Location, link: Link): string {
  return linkTo(link(location), code(`${location.file}:${location.line}`));
}
