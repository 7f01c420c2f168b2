/** What the page says, counts and sorts of an image. */
import type { Coverage, Inspection, Pull } from "../../model.ts";
import { pinOfName } from "../../image/pin.ts";
import { readPulledName } from "../../image/written.ts";
import { isRun } from "../../pull.ts";
import { counted, formatBytes } from "../../text/units.ts";
import type { ImageRow } from "../images.ts";

/** One image of the list, with what its row is found by. */
export interface ImageFacts extends ImageRow {
  readonly pin: string;
  /** Host of the registry or of the server; in words where there is none. */
  readonly registry: string;
  /** In a word: `answered`, `not asked`, how asking failed. */
  readonly state: string;
  /** It is none of the images that are to be judged. */
  readonly isLeftOut: boolean;
  /** `linux/amd64`. */
  readonly platforms: readonly string[];
}

/** Of every row. */
export function factsOf(rows: readonly ImageRow[], { leftOut }: Coverage): ImageFacts[] {
  const reasons = new Set(leftOut.map(({ reason }) => reason));
  const isOut = (pull: Pull): boolean =>
    (pull.called === false && reasons.has("uncalled")) || (pull.reachable === false && reasons.has("unreachable"));
  return rows.map((row) => {
    const { pulls, asked, known } = row;
    const read = pulls
      .slice(0, 1)
      .map(({ image, written, canonical }) => readPulledName((image ?? written).trim(), canonical));
    const [name] = read;
    const isLeftOut = pulls.every(isOut);
    const platforms = asked.find((one) => one.platforms !== undefined)?.platforms ?? [];
    const state = known?.failure ?? (known === undefined ? (pulls.some(isRun) ? "not asked" : "not run") : "answered");
    const registry = name === undefined ? "" : registryOf(name);
    return { ...row, pin: name === undefined ? "" : pinOfName(name).pin, registry, state, isLeftOut, platforms };
  });
}

function registryOf(name: ReturnType<typeof readPulledName>): string {
  if (name.kind === "registry") return name.name.registry;
  if (name.kind === "download") return name.url.host;
  if (name.kind === "library") return `${name.scheme}://`;
  return name.kind === "local" ? "a file" : "no image name";
}

/** Everything that one answer says, in reading order. */
export function answerFacts(inspection: Inspection): [name: string, value: string][] {
  const { request, digest, artifact, download, failure, attestations, evidence } = inspection;
  const { via, host, verified, requests, observedAt, status, code, identity, notes } = evidence;
  const facts: [string, string | undefined][] = [
    ["failure", failure && `${failure.state}: ${failure.message}`],
    ["platform asked for", request.platform ?? undefined],
    ["digest", digest],
    ["index", evidence.indexDigest],
    ["platforms", inspection.platforms?.join(", ")],
    ...containerFacts(inspection),
    ["artifact", artifact],
    ["file size", download?.size === undefined ? undefined : formatBytes(download.size)],
    ["built for", download?.sif?.architecture],
    [
      "kept beside it",
      attestations?.found.map(({ kind, by, digest: its = "" }) => `${kind} (${by}) ${its}`).join(", "),
    ],
    ["asked", `${via}, ${host}`],
    ["answer", status === undefined ? code : [status, code].join(" ").trim()],
    ["read as", identity],
    ["verified", verified ? "every byte was hashed here" : "no: taken on the word of who was asked"],
    ["asked at", `${observedAt}, ${counted(requests, "request")}`],
    ["notes", notes?.join(" ")],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

function containerFacts({ answer }: Inspection): [string, string | undefined][] {
  if (answer === undefined || !("container" in answer)) return [];
  const { digest, config, manifest } = answer.container;
  const { user, entrypoint, workingDir } = config.config;
  return [
    ["manifest", digest],
    ["manifest type", manifest.mediaType],
    ["config", manifest.config?.digest],
    ["architecture", config.architecture],
    ["built", config.created],
    ["user", user],
    ["entrypoint", entrypoint?.join(" ")],
    ["working directory", workingDir],
    ["layers", manifest.layers?.map((layer) => `${layer.digest ?? ""} (${formatBytes(layer.size ?? 0)})`).join(", ")],
  ];
}
