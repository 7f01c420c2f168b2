/** Which files are Dockerfiles, by name and by content. */

/** Names of the builders (`Dockerfile`, `Containerfile`), with a suffix or as an extension. */
const NAME = /^(?:docker|container)file(?:[._-].+)?$|.\.(?:docker|container)file$/i;

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

/**
 * Whether a text reads as a Dockerfile: the first instruction is FROM, or ARGs and then FROM. For files whose name only
 * hints at one. A here-document or a shell script that speaks of FROM further down does not count.
 */
export function looksLikeDockerfile(text: string): boolean {
  const first =
    /^\uFEFF?(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:ARG[ \t][^\n]*(?:\\[ \t]*\r?\n[^\n]*)*\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*)*FROM[ \t]+\S/i;
  return first.test(text.slice(0, 16_384));
}
