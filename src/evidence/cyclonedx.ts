/** The images as CycloneDX 1.6 has components: processes and files of the repository depend on them. */
import { readWrittenName, type WrittenName } from "../image/written.ts";
import type { LockedPlatform } from "../model.ts";
import { printDocument } from "./print.ts";
import { sha256 } from "../text/sha256.ts";
import { homepage } from "../version.ts";
import { digestOf, type EvidentImage, type Evidence } from "./facts.ts";
import { addressOf, packageUrl } from "./purl.ts";
import { type Origin, resourceUri } from "./origin.ts";

/** The reference of the repository itself. */
const ROOT = "repository";

const ALGORITHMS: Readonly<Record<string, string>> = { sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" };

export function cycloneDx(evidence: Evidence): string {
  const { report, origin, images } = evidence;
  const all = users(images);
  const body = {
    version: 1,
    metadata: {
      timestamp: origin.when,
      tools: {
        components: [
          {
            type: "application",
            name: report.tool.name,
            version: report.tool.version,
            externalReferences: [{ type: "vcs", url: homepage }],
          },
        ],
      },
      component: repositoryComponent(origin),
    },
    components: [...images.map(imageComponent), ...all.map(({ ref, component }) => ({ ...component, "bom-ref": ref }))],
    dependencies: dependencies(images, all),
    compositions: [{ aggregate: isWhole(evidence) ? "complete" : "incomplete", dependencies: [ROOT] }],
  };
  return printDocument({
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: serialNumber(JSON.stringify(body)),
    ...body,
  });
}

/** A UUID of version 8 (RFC 9562) out of what the document says: the same document has the same one. */
function serialNumber(text: string): string {
  const hex = sha256(text);
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join("-")}`;
}

function repositoryComponent(origin: Origin): object {
  const { repository, commit } = origin;
  return {
    type: "application",
    "bom-ref": ROOT,
    name: repository?.path ?? ROOT,
    ...(commit !== undefined && { version: commit }),
    ...(repository?.host === "github.com" && { purl: resourceUri(origin) }),
  };
}

// ── Images ──────────────────────────────────────────────────────────────────

function imageComponent(image: EvidentImage): object {
  const { name, usage, locked } = image;
  const read = readWrittenName(name);
  const digest = digestOf(image);
  const platforms = [...(locked?.content.platforms ?? [])];
  const version = read.kind === "registry" ? (read.name.tag ?? read.name.digest) : undefined;
  const nested = platforms.flatMap(([platform, own]) => platformComponent(image, platform, own));
  return {
    type: "container",
    "bom-ref": imageRef(name),
    name:
      read.kind === "registry"
        ? [read.name.registry, read.name.repository].filter((part) => part !== "").join("/")
        : name,
    ...(version !== undefined && { version }),
    ...(digest !== undefined && { hashes: [{ alg: ALGORITHMS[digest.algorithm], content: digest.hex }] }),
    purl: imageUrl(name, read, digest && `${digest.algorithm}:${digest.hex}`),
    ...(read.kind === "download" && { externalReferences: [{ type: "distribution", url: addressOf(read.url) }] }),
    properties: [
      ...usage.written.map((value) => property("written", value)),
      ...usage.scenarios.map((value) => property("scenario", value)),
      ...(locked === undefined
        ? [property("known", "false")]
        : [property("recorded-by", locked.by), property("verified", String(locked.verified))]),
    ],
    ...(nested.length > 0 && { components: nested }),
  };
}

/** The image of one platform, where it is another manifest than the image itself. */
function platformComponent(image: EvidentImage, platform: string, { digest }: LockedPlatform): object | [] {
  if (digest === undefined || digest === image.locked?.content.digest) return [];
  const colon = digest.indexOf(":");
  return {
    type: "container",
    "bom-ref": `${imageRef(image.name)} ${platform}`,
    name: platform,
    version: digest,
    hashes: [{ alg: ALGORITHMS[digest.slice(0, colon)], content: digest.slice(colon + 1) }],
    purl: imageUrl(image.name, readWrittenName(image.name), digest, platform),
  };
}

function property(name: string, value: string): object {
  return { name: `wave-inspect:${name}`, value };
}

function imageRef(name: string): string {
  return `image ${name}`;
}

/** As purl-spec has images of registries; of anything else where it is downloaded from. */
function imageUrl(name: string, read: WrittenName, digest: string | undefined, platform?: string): string {
  if (read.kind !== "registry") {
    return packageUrl({
      type: "generic",
      name: name.replace(/^.*\/(?=[^/])/s, ""),
      qualifiers: { download_url: name, checksum: digest },
    });
  }
  const { registry, repository, tag } = read.name;
  return packageUrl({
    type: "oci",
    name: repository.replace(/^.*\//s, "").toLowerCase(),
    version: digest,
    qualifiers: {
      repository_url: [registry, repository].filter((part) => part !== "").join("/"),
      tag,
      arch: platform?.split("/").slice(1).join("/"),
    },
  });
}

// ── Who pulls them ──────────────────────────────────────────────────────────

interface User {
  readonly ref: string;
  readonly component: object;
  readonly images: readonly string[];
}

/** Processes of Nextflow, then the files that name images for something else. */
function users(images: readonly EvidentImage[]): readonly User[] {
  const by = (of: "processes" | "files", type: "application" | "file"): readonly User[] => {
    const pulled = new Map<string, string[]>();
    for (const { name, usage } of images)
      for (const user of usage[of]) pulled.set(user, [...(pulled.get(user) ?? []), imageRef(name)]);
    const word = of === "processes" ? "process" : "file";
    const known = [...pulled].map(([name, own]) => ({
      ref: `${word} ${name}`,
      component: { type, name },
      images: own,
    }));
    return known.sort((a, b) => (a.ref < b.ref ? -1 : 1));
  };
  return [...by("processes", "application"), ...by("files", "file")];
}

function dependencies(images: readonly EvidentImage[], all: readonly User[]): readonly object[] {
  return [
    { ref: ROOT, dependsOn: all.map(({ ref }) => ref) },
    ...all.map(({ ref, images: own }) => ({ ref, dependsOn: own })),
    ...images.map(({ name }) => ({ ref: imageRef(name) })),
  ];
}

/** Whether every image that a run or a build pulls is in it, as far as files tell. */
function isWhole({ report: { coverage }, outside, images }: Evidence): boolean {
  return outside.length === 0 && coverage.unread.length === 0 && images.every(({ locked }) => locked !== undefined);
}
