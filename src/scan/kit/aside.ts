/** Files that stand in a repository without being run or built there: of tests, and what other files are made from. */

const TESTS = /(?:^|\/)(?:tests?|\.nf-test|test[-_]?data|fixtures)\//i;
const TEMPLATES =
  /(?:^|\/)(?:templates?|cookiecutter[^/]*|\{\{[^/]*\}\}[^/]*)\/|\.(?:tmpl|tpl|template|j2|jinja2?|in)$/i;

/** By where a file lies and what it is called. */
export function isAside(file: string): boolean {
  return TESTS.test(file) || TEMPLATES.test(file);
}
