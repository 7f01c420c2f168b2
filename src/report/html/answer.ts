/** All that one answer says, as names and values. */
import type { Inspection } from "../../model.ts";
import { counted, formatBytes } from "../../text/units.ts";

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
