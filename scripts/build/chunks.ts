/** Into which files the bundle is cut, and what each command must not load before it needs it. */
import { relative, sep } from "node:path";
import type { OutputChunk } from "rolldown";

/** A module by its path from the root of the repository: `src/cli/name.ts`, `node_modules/yaml/…`. */
type Path = string;

interface Chunk {
  readonly name: string;
  readonly holds: RegExp;
}

/**
 * The first that takes a module has it. Few, since each file that a run loads costs it about a millisecond: what is
 * needed together stands together. A module that none takes is in the file of its entry.
 */
export const chunks: readonly Chunk[] = [
  { name: "undici", holds: /^node_modules\/undici\/|^src\/inspect\/network\/undici-core\.ts$|without-mocks$/ },
  { name: "yaml", holds: /^node_modules\/yaml\/|^src\/text\/(?:libyaml-lexer|yaml)\.ts$/ },
  {
    name: "github",
    holds: /^node_modules\/(?!(?:minimatch|brace-expansion|balanced-match|@isaacs|@actions\/(?:core|exec|io))\/)/,
  },
  // What every command has, and all of `name`.
  {
    name: "base",
    holds:
      /^src\/(?:(?:cancellation|cli|errors|exit-code|finding|model|order|pull|redaction|reference|settings|signals|version|way|world)\.ts|cli\/(?:arguments|commands|name|options|output|policy-commands|progress|screen)\.ts|files\/|scan\/options\.ts|text\/(?!globs|line-diff)|image\/(?!pattern)|recipe\/proofs\.ts)/,
  },
  // By itself, since a list of modules reads scripts and plans no run.
  { name: "nextflow-syntax", holds: /^src\/scan\/nextflow\/syntax\// },
  { name: "nextflow", holds: /^src\/scan\/nextflow\// },
  // What the rules say of proofs is in "check".
  { name: "recipe", holds: /^src\/(?:recipe\/(?!twin)|policy\/judge\/(?:environment|recipe)-book\.ts)/ },
  { name: "dockerfile", holds: /^src\/scan\/dockerfile\/(?!file-name)/ },
  // The other formats, most of them YAML, and what only they build on.
  {
    name: "neighbours",
    holds:
      /^src\/scan\/(?:neighbours\/(?!glance|nf-core\/(?:module-origins|override-places))|kit\/(?!aside|build-definition|docker-run|file-(?:budget|scan)|placed-text|references))/,
  },
  { name: "changed", holds: /^src\/(?:changed\/|base\/(?:content|index)|git\/merge-base|text\/line-diff)/ },
  {
    name: "base-commit",
    holds:
      /^src\/(?:git\/(?!directory|index-file|text)|base\/|policy-source\/(?:base|through-api)|record\/|pull-request)/,
  },
  { name: "directives", holds: /^src\/scan\/directives\/(?!mentions)/ },
  { name: "inspect", holds: /^src\/(?:inspect\/|cli\/inspect\.ts)/ },
  { name: "recipe-list", holds: /^src\/(?:recipe-list\/|scan\/modules\/|(?:cli|report)\/recipe\.ts)/ },
  { name: "fix", holds: /^src\/(?:fix\/|(?:cli|report)\/fix\.ts)/ },
  { name: "evidence", holds: /^src\/(?:evidence\/|cli\/evidence\.ts)/ },
  // Not with it: it stands on files of the action, which begin a step where they are loaded.
  { name: "action-evidence", holds: /^src\/action\/evidence\.ts/ },
  { name: "lock", holds: /^src\/(?:lock\/|drift\/|(?:cli|report)\/(?:lock|diff)\.ts)/ },
  // What writes to GitHub.
  {
    name: "on-github",
    holds: /^src\/(?:action\/(?:check-run|comment|surfaces)|report\/(?:check-run|comment|comment-mark))\.ts/,
  },
  { name: "suggest", holds: /^src\/(?:suggest\/(?!diff)|action\/suggest\.ts)/ },
  { name: "rest", holds: /^src\/(?:github\/(?!contents|refusal)|suggest\/diff)/ },
  { name: "night", holds: /^src\/(?:audit\/|action\/audit\.ts|report\/reachability-table\.ts)/ },
  { name: "init", holds: /^src\/(?:init\/|cli\/(?:init|terminal)\.ts)/ },
  { name: "baseline", holds: /^src\/(?:baseline\/|cli\/baseline\.ts|policy-source\/baseline\.ts)/ },
  { name: "matrix-page", holds: /^src\/report\/(?:html\/matrix|matrix-(?:csv|json))/ },
  { name: "matrix", holds: /^src\/(?:matrix\/|cli\/matrix\.ts|report\/matrix)/ },
  { name: "lineage", holds: /^src\/lineage\// },
  { name: "replay", holds: /^src\/(?:replay\/|policy\/shapes\/json-values)/ },
  { name: "help", holds: /^src\/cli\/(?:completion|help)\.ts$/ },
  { name: "policy-test", holds: /^src\/policy-test\// },
  { name: "presets", holds: /^src\/policy\/presets\// },
  { name: "policy-file", holds: /^src\/(?:policy\/file\/|cli\/policy\.ts)/ },
  {
    name: "surfaces",
    holds:
      /^src\/report\/(?:html\/|(?:annotations|code-quality|elsewhere|facts|first-steps|folders|image-totals|images|junit|markdown(?:-tables)?|mermaid|pin-change|platform-grid|rdjson|record|sarif|summary)\.ts)/,
  },
  {
    name: "check",
    holds:
      /^src\/(?:(?:cli\/|report\/)?explain\.ts|cli\/(?:check|folders|text-options|whole-run)\.ts|report\/(?:check-text|deciders|finding-blocks|paint|snippet|way-lines)\.ts|image-files\.ts|together\.ts|image\/|recipe\/|policy\/(?!address\.ts|policy\.ts)|run\.ts)/,
  },
  {
    name: "scan",
    holds:
      /^(?:src\/(?:cli\/(?!compile-cache)|(?:scenarios|single-file)\.ts|(?:files|git|github|policy|policy-source|report|scan|text)\/)|node_modules\/(?:minimatch|brace-expansion|balanced-match|@isaacs)\/)/,
  },
];

const CLIENTS = /^node_modules\/(?:undici|@octokit|@actions\/(?:github|http-client))\//;
const NETWORK = new RegExp(`${CLIENTS.source}|^src/inspect/`);
const YAML = /^node_modules\/yaml\//;
const NEXTFLOW = /^src\/scan\/nextflow\//;
const RUNS = /^src\/scan\/nextflow\/(?!syntax\/)/;

/** What is loaded with a module must not match; only an import() may lead there. */
const lazy: readonly { readonly from: Path; readonly never: readonly RegExp[] }[] = [
  // An older Node parses no more than this, and is told so.
  { from: "src/start.ts", never: [/^(?!src\/(?:start|cli\/compile-cache)\.ts$)/] },
  { from: "src/main.ts", never: [NETWORK] },
  {
    from: "src/cli/name.ts",
    never: [NETWORK, YAML, /^node_modules\//, /^src\/(?:scan\/(?!options)|policy|report|run)/],
  },
  {
    from: "src/cli/scan.ts",
    never: [NETWORK, YAML, NEXTFLOW, /^src\/scan\/neighbours\/bake\//, /^src\/policy\/rules\//],
  },
  {
    from: "src/cli/check.ts",
    never: [NETWORK, YAML, NEXTFLOW, /^src\/scan\/(?:dockerfile\/index|neighbours\/bake\/)/],
  },
  { from: "src/cli/recipe.ts", never: [NETWORK, RUNS, /^src\/policy\/rules\//] },
  { from: "src/cli/lock.ts", never: [NETWORK, YAML, NEXTFLOW] },
  { from: "src/cli/matrix.ts", never: [NETWORK, NEXTFLOW, /^src\/report\/html\//] },
  { from: "src/cli/fix.ts", never: [NETWORK, NEXTFLOW] },
  { from: "src/cli/diff.ts", never: [NETWORK, YAML, NEXTFLOW] },
  { from: "src/cli/evidence.ts", never: [NETWORK, YAML, NEXTFLOW, /^src\/(?:main\.ts|action\/)/] },
  { from: "src/cli/policy.ts", never: [NETWORK, NEXTFLOW] },
  { from: "src/cli/init.ts", never: [NETWORK, NEXTFLOW] },
  { from: "src/cli/inspect.ts", never: [CLIENTS, YAML, NEXTFLOW] },
  { from: "src/scan/dockerfile/index.ts", never: [NETWORK, YAML, NEXTFLOW] },
  { from: "src/scan/nextflow/index.ts", never: [NETWORK, /^src\/scan\/(?:dockerfile\/index|neighbours\/bake\/)/] },
  { from: "src/scan/neighbours/compose/index.ts", never: [NETWORK, NEXTFLOW] },
];

/** `/…/src/cli.ts` as `src/cli.ts`; what the bundler itself brings in as it is. */
export function pathOf(root: string, id: string): Path {
  return id.startsWith(root) ? relative(root, id).split(sep).join("/") : id;
}

/** Each way on which a module is loaded before it is needed. */
export function eager(output: readonly OutputChunk[], root: string): string[] {
  const byName = new Map(output.map((chunk) => [chunk.fileName, chunk]));
  return lazy.flatMap(({ from, never }) => {
    const start = output.find((chunk) => chunk.moduleIds.some((id) => pathOf(root, id) === from));
    if (start === undefined) return [`${from} is in no file`];
    const reached = new Set([start]);
    for (const chunk of reached) {
      for (const name of chunk.imports) {
        const imported = byName.get(name);
        if (imported !== undefined) reached.add(imported);
      }
    }
    const modules = [...reached].flatMap((chunk) => chunk.moduleIds.map((id) => pathOf(root, id)));
    const wrong = modules.find((path) => /^(?:src|node_modules)\//.test(path) && never.some((one) => one.test(path)));
    return wrong === undefined ? [] : [`${wrong} is loaded with ${from}; reach it by import() only`];
  });
}
