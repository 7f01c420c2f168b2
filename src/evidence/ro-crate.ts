/** The images added to the RO-Crate of a repository, or a crate of their own where it has none. */
import { ConfigurationError } from "../errors.ts";
import { isObject, list, object, text } from "../text/json.ts";
import { printDocument } from "./print.ts";
import { containerImage, type Entity, OWN, plannedRun, TERMS } from "./crate-entities.ts";
import { type Evidence, LOCK_FILE } from "./facts.ts";
import { encodedPath } from "./purl.ts";

export const CRATE_FILE = "ro-crate-metadata.json";

const CONTEXT = `${TERMS}/context`;
const WORKFLOW_PROFILE = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE";

/** The crate of a repository, as far as it has to be understood: everything else of it is kept as it is. */
export interface Crate {
  readonly context: unknown;
  readonly graph: readonly unknown[];
  /** What it has beside these two. */
  readonly rest: Readonly<Record<string, unknown>>;
  /** Id of the root. */
  readonly root: string;
}

/** @throws ConfigurationError where the text is no RO-Crate. */
export function readCrate(written: string): Crate {
  const { "@context": context, "@graph": graph, ...rest } = object(parsed(written)) ?? {};
  if (!Array.isArray(graph) || context === undefined || context === null)
    throw wrong('it has no "@context" and "@graph", which an RO-Crate has');
  const entities: readonly unknown[] = graph;
  const descriptor = entities.find((one) => /^(?:\.\/)?ro-crate-metadata\.json$/.test(idOf(one) ?? ""));
  const root = idOf(object(descriptor)?.["about"]);
  if (root === undefined || !entities.some((one) => idOf(one) === root))
    throw wrong(`its entity ${CRATE_FILE} says of no entity of the crate that it is about it`);
  return { context, graph: entities, rest, root };
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch (error) {
    throw wrong(`it is no JSON (${String(error)})`);
  }
}

function wrong(what: string): ConfigurationError {
  return new ConfigurationError(
    `${CRATE_FILE}: the containers cannot be added to this crate: ${what}. Mend it (rocrate-validator tells more), or remove it.`,
  );
}

export function roCrate(evidence: Evidence, existing: Crate | undefined): string {
  const { context, graph, rest, root } = existing ?? minimal(evidence);
  const theirs = graph.filter((one) => idOf(one)?.startsWith(OWN) !== true);
  const main = idOf(object(theirs.find((one) => idOf(one) === root))?.["mainEntity"]);
  const run = plannedRun(evidence, main ?? root);
  return printDocument({
    ...rest,
    "@context": withTerms(context),
    "@graph": [
      ...theirs.map((one) => (isObject(one) && one["@id"] === root ? mentioning(one, run["@id"]) : one)),
      run,
      ...evidence.images.map(containerImage),
    ],
  });
}

function idOf(entity: unknown): string | undefined {
  return text(object(entity)?.["@id"]);
}

/** With the words for containers, behind all others, as the profile has them. */
function withTerms(context: unknown): unknown {
  const all = Array.isArray(context) ? list(context) : [context];
  return all.includes(CONTEXT) ? all : [...all, CONTEXT];
}

/** The root, which names the action among what it mentions: there readers look for runs. */
function mentioning(root: Readonly<Record<string, unknown>>, run: string): object {
  const { mentions = [] } = root;
  const others = (Array.isArray(mentions) ? list(mentions) : [mentions]).filter(
    (one) => idOf(one)?.startsWith(OWN) !== true,
  );
  return { ...root, mentions: [...others, { "@id": run }] };
}

// ── Where there is none ─────────────────────────────────────────────────────

function minimal(evidence: Evidence): Crate {
  const { origin, within, report } = evidence;
  const workflow = mainScript(evidence);
  const name = origin.repository?.path ?? (within === "" ? "This repository" : within);
  const parts = [...(workflow === undefined ? [] : [workflow]), LOCK_FILE];
  const root = {
    "@id": "./",
    "@type": "Dataset",
    name,
    description: `The containers of ${name}${origin.commit === undefined ? "" : ` at ${origin.commit}`}`,
    datePublished: origin.when,
    hasPart: parts.map((id) => ({ "@id": id })),
    ...(workflow !== undefined && { mainEntity: { "@id": workflow } }),
  };
  const profiles = [
    "https://w3id.org/ro/crate/1.1",
    ...(workflow === undefined ? [] : ["https://w3id.org/workflowhub/workflow-ro-crate/1.0"]),
  ];
  const descriptor = {
    "@id": CRATE_FILE,
    "@type": "CreativeWork",
    about: { "@id": "./" },
    conformsTo: profiles.map((id) => ({ "@id": id })),
  };
  const lock = {
    "@id": LOCK_FILE,
    "@type": "File",
    name: LOCK_FILE,
    description: `Which bytes each name of an image means, as ${report.tool.name} recorded it`,
    encodingFormat: "application/json",
  };
  return {
    context: "https://w3id.org/ro/crate/1.1/context",
    graph: [descriptor, root, ...(workflow === undefined ? [] : workflowEntities(workflow, name)), lock],
    rest: {},
    root: "./",
  };
}

function workflowEntities(id: string, name: string): readonly Entity[] {
  const language = "https://w3id.org/workflowhub/workflow-ro-crate#nextflow";
  return [
    {
      "@id": id,
      "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
      name,
      conformsTo: { "@id": WORKFLOW_PROFILE },
      programmingLanguage: { "@id": language },
    },
    {
      "@id": language,
      "@type": "ComputerLanguage",
      name: "Nextflow",
      identifier: { "@id": "https://www.nextflow.io/" },
      url: { "@id": "https://www.nextflow.io/" },
    },
  ];
}

/** The script that Nextflow starts with unless it is told otherwise, of the pipeline that lies least deep; as an id of the crate. */
function mainScript({ report: { scan }, within }: Evidence): string | undefined {
  const [first] = scan.files
    .flatMap(({ file, source }) => (source === "nextflow" && /(?:^|\/)main\.nf$/.test(file) ? [file] : []))
    .sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
  if (first === undefined) return undefined;
  // What stands before a colon would be the scheme of another address.
  return encodedPath(within === "" ? first : first.slice(within.length + 1)).replaceAll(":", "%3A");
}
