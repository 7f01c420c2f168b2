/** Which files are Dockerfiles, by name and by content. */
import { parseInstructions } from "./instructions.ts";
import { isTemplateLine, templateBefore } from "./template.ts";
import { splitBlanks } from "./words.ts";

/** Names of the builders (`Dockerfile`, `Containerfile`), with a number or a suffix, or as an extension. */
const NAME = /^(?:docker|container)file\d*(?:[._-].+)?$|.\.(?:docker|container)file$/i;

/** Endings of files about Dockerfiles, or that make them. */
const OTHER =
  /\.(?:dockerignore|containerignore|md|mdx|rst|adoc|html?|css|scss|go|[cm]?[jt]sx?|py|rs|rb|java|kt|php|sh|bash|json|ya?ml|toml|lock|xml|svg|png|diff|patch|orig|rej|bak|swp|log|snap|golden|expected)$/i;

/** Endings of templates: such a file is read, and what it leaves open is said to be so. */
const TEMPLATE = /\.(?:tmpl|tpl|template|j2|jinja2?|erb|in|mustache|ejs)$/i;

/** Whether a path has the name of a Dockerfile: `Dockerfile`, `Dockerfile.dev`, `api.dockerfile`, `Containerfile`. */
export function isDockerfileName(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return NAME.test(name.replace(TEMPLATE, "")) && !OTHER.test(name);
}

/** As much of a file as tells whether it is one. */
const HEAD = 16_384;

/**
 * Whether a text reads as a Dockerfile: its first instruction, ARGs and lines of a template left out, is a FROM with an
 * image. For files whose name only hints at one. A script that speaks of FROM further down does not count, nor does
 * `from x import y`.
 */
export function looksLikeDockerfile(text: string): boolean {
  const { instructions } = parseInstructions(text.slice(text.startsWith("\uFEFF") ? 1 : 0, HEAD));
  const first = instructions.find(({ keyword, whole }) => keyword !== "ARG" && !isTemplateLine(whole.value));
  if (first?.keyword !== "FROM" || first.rest.value === "") return false;
  const [, as] = splitBlanks(first.rest);
  return as === undefined || /^(?:as$|#)/i.test(as.value) || templateBefore(first.rest) !== undefined;
}
