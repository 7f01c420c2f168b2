/** Who could read an image: a stranger, the runner with its logins, and Wave with the workspace. */
import type { FailureState, Inspection, Inspector } from "../model.ts";
import { createHttpClient } from "./network/client.ts";
import { createInspector, type InspectOptions } from "./index.ts";
import { inspectAll } from "./plan.ts";
import { createRegistryInspector } from "./registry/inspector.ts";

export type Reader =
  /** The registry itself, asked without any login. */
  | "anonymous"
  /** The registry itself, asked with the logins of the runner. */
  | "runner"
  /** Wave, with the workspace of the Seqera token; without a token as Wave reads for anybody. */
  | "wave";

/** What one reader met. */
export interface Reach {
  readonly reader: Reader;
  readonly outcome: "readable" | FailureState;
  /** As whom it was asked in the end: a runner without a login for the registry asks anonymously. */
  readonly identity?: "anonymous" | "credentials" | "workspace";
  readonly digest?: string;
  /** Why it could not be read. */
  readonly message?: string;
}

export interface Reachability {
  readonly image: string;
  readonly readers: readonly Reach[];
  /** What follows, in one sentence. */
  readonly conclusion: string;
}

/**
 * Asks for each image, by canonical name, through all three; the order is that of the images. One reader that is refused
 * costs the others nothing. "Readable" by Wave without a token is no proof that an image is public: a Wave server of
 * one's own may hold a login.
 */
export async function reachability(
  images: readonly string[],
  options: Omit<InspectOptions, "via">,
): Promise<readonly Reachability[]> {
  const readers: readonly (readonly [Reader, Inspector])[] = [
    ["anonymous", anonymousInspector(options)],
    ["runner", createInspector({ ...options, via: "registry" })],
    ["wave", createInspector({ ...options, via: "wave" })],
  ];
  const requests = images.map((image) => ({ image, platform: null, need: "existence" as const }));
  const columns = await Promise.all(
    readers.map(async ([reader, inspector]) => {
      try {
        const inspections = await inspectAll(inspector, requests);
        return inspections.map((inspection) => reachOf(reader, inspection));
      } finally {
        await inspector.close();
      }
    }),
  );
  return images.map((image, at) => {
    const row = columns.flatMap((column) => column[at] ?? []);
    return { image, readers: row, conclusion: conclude(row) };
  });
}

/** Without any login, also those that lie where no variable of the environment leads. */
function anonymousInspector(options: Omit<InspectOptions, "via">): Inspector {
  const { env, insecureRegistries = [], userAgent, now, log, addToken } = options;
  const warn = (message: string): void => log({ level: "warning", message });
  const http = createHttpClient({ env, listedHosts: insecureRegistries, userAgent, now, warn });
  const inspector = createRegistryInspector({ http, now, plainHttp: insecureRegistries, addToken });
  return {
    inspect: (request) => inspector.inspect(request),
    async close() {
      await inspector.close();
      await http.close();
    },
  };
}

function reachOf(reader: Reader, { failure, digest, evidence }: Inspection): Reach {
  const { identity } = evidence;
  return {
    reader,
    outcome: failure?.state ?? "readable",
    ...(identity !== undefined && { identity }),
    ...(digest !== undefined && { digest }),
    ...(failure !== undefined && { message: failure.message }),
  };
}

/** States that mean: the registry was there, and gave nothing away to this reader. */
const REFUSED: ReadonlySet<string> = new Set<FailureState>(["absent-or-private", "unauthorized", "not-found"]);
/** States that mean: nobody was there. */
const SILENT: ReadonlySet<string> = new Set<FailureState>(["unreachable", "timeout"]);

/** What follows from what each reader met, in one sentence. */
export function conclude(row: readonly Reach[]): string {
  const outcomes = new Map(row.map(({ reader, outcome }) => [reader, outcome]));
  const reads = (reader: Reader): boolean => outcomes.get(reader) === "readable";
  const isRefused = (reader: Reader): boolean => REFUSED.has(outcomes.get(reader) ?? "");
  const digests = new Set(row.flatMap(({ digest }) => digest ?? []));
  if (digests.size > 1)
    return "The readers see different images: the tag moved between two questions, or a mirror lags behind.";
  if (reads("anonymous")) {
    return reads("wave")
      ? "Public: everybody can read it."
      : `Public, but Wave does not read it (${outcomes.get("wave")}): ask the registry directly.`;
  }
  // Private is what a registry refuses to a stranger, not what a stranger got no answer about.
  const open = `whether it is public is not known (${outcomes.get("anonymous")})`;
  if (reads("runner") && reads("wave"))
    return isRefused("anonymous")
      ? "Private: the runner and Wave can both read it."
      : `The runner and Wave can both read it; ${open}.`;
  if (reads("runner"))
    return isRefused("anonymous") && isRefused("wave")
      ? "Private: the runner's login reads it, Wave does not; add the login to the workspace."
      : `The runner reads it and Wave does not (${outcomes.get("wave")}); ${open}.`;
  if (reads("wave"))
    return isRefused("runner")
      ? "Private: Wave reads it, the runner does not; log the runner in to ask the registry directly."
      : `Wave reads it, the runner does not (${outcomes.get("runner")}); ${open}.`;
  return concludeUnread(row);
}

/** Nobody could read it. */
function concludeUnread(row: readonly Reach[]): string {
  if (row.every(({ outcome }) => outcome === "not-found")) return "It does not exist.";
  const own = row.filter(({ reader }) => reader !== "wave");
  if (own.every(({ outcome }) => SILENT.has(outcome)))
    return "Nobody here gets an answer: the registry's name is wrong, or it is down or out of reach. Whether it has the image is not known.";
  if (row.some(({ outcome }) => REFUSED.has(outcome)))
    return "Nobody here can read it: it does not exist, or none of these identities may see it.";
  return `It could not be found out (${row.map(({ reader, outcome }) => `${reader}: ${outcome}`).join(", ")}).`;
}
