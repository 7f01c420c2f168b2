/** Which files are Dockerfiles, by name. */

/** Names of the builders (`Dockerfile`, `Containerfile`), with a number or a suffix, or as an extension or the last word. */
const NAME = /^(?:docker|container)file\d*(?:[._-].+)?$|.[._-](?:docker|container)file$/is;

/** Endings of files about Dockerfiles, and of what is left of them. `Dockerfile.py` may build an image for Python. */
const OTHER =
  /\.(?:dockerignore|containerignore|md|mdx|rst|adoc|html?|css|scss|svg|png|diff|patch|orig|rej|bak|swp|log|snap|golden|expected)$/i;

/** Endings of templates: such a file is read, and what it leaves open is said to be so. */
const TEMPLATE = /\.(?:tmpl|tpl|template|j2|jinja2?|erb|in|mustache|ejs)$/i;

/** Whether a path has the name of a Dockerfile: `Dockerfile`, `Dockerfile.dev`, `api.dockerfile`, `Containerfile`. */
export function isDockerfileName(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return NAME.test(name.replace(TEMPLATE, "")) && !OTHER.test(name);
}
