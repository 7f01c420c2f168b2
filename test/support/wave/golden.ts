/**
 * What the real Wave server (1.37.0) answered to 343 requests, and the images that they are about, as facts beside this
 * file: `golden-images.jsonl` has one repository a line (a blob is a text, or the files of a layer), `golden-answers.jsonl`
 * one request and answer a line. `localhost:5000` is the registry of the groups `plain` and `platform`; `<hex12>` stands
 * for the twelve random digits of an Error ID.
 */
import { readFileSync } from "node:fs";
import { arrayOf, objectOf } from "../json.ts";
import { type Image, type Manifest, sha256 } from "../registry/images.ts";
import type { Registry } from "../registry/index.ts";
import { gzipStored, tar } from "../registry/layer.ts";

/** `raw` manifests are refused by a strict registry (schema 1, no schemaVersion, no JSON). */
export interface GoldenRepository {
  readonly name: string;
  readonly manifests: readonly (Manifest & { readonly raw: boolean })[];
  readonly blobs: ReadonlyMap<string, Buffer>;
  /** Tag to digest. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface GoldenCase {
  readonly id: string;
  /** `plain`: registry without authentication, anonymous; `upstream`: another registry's manners; `platform`: a token. */
  readonly group: "plain" | "upstream" | "platform";
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The answer, byte for byte. */
  readonly text: string;
}

const lines = (file: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(new URL(file, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => objectOf(JSON.parse(line)));

const texts = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(objectOf(value)).map(([name, text]) => [name, String(text)]));

const blobOf = (value: unknown): Buffer =>
  typeof value === "string" ? Buffer.from(value) : gzipStored(tar(texts(objectOf(value).files)));

export const goldenRepositories = (): readonly GoldenRepository[] =>
  lines("golden-images.jsonl").map((line) => ({
    name: String(line.repository),
    manifests: arrayOf(line.manifests)
      .map(objectOf)
      .map(({ type, text, raw }) => {
        const bytes = Buffer.from(String(text));
        return { mediaType: String(type), digest: sha256(bytes), bytes, raw: raw === true };
      }),
    blobs: new Map(
      arrayOf(line.blobs)
        .map(blobOf)
        .map((bytes) => [sha256(bytes), bytes]),
    ),
    tags: texts(line.tags),
  }));

export const goldenCases = (): readonly GoldenCase[] =>
  lines("golden-answers.jsonl").map((line) => {
    const request = objectOf(line.request);
    return {
      id: String(line.id),
      group: line.group === "plain" || line.group === "platform" ? line.group : "upstream",
      request: {
        method: String(request.method),
        path: String(request.path),
        headers: texts(request.headers),
        ...(typeof request.body === "string" ? { body: request.body } : {}),
      },
      status: Number(line.status),
      headers: texts(line.headers),
      text: typeof line.text === "string" ? line.text : JSON.stringify(line.json),
    };
  });

/** Every tag of the repository as an image to push; the manifests of all of them come with each. */
export const goldenImages = (
  repository: GoldenRepository,
): readonly { readonly tag: string; readonly image: Image }[] =>
  Object.entries(repository.tags).map(([tag, digest]) => {
    const named = repository.manifests.find((manifest) => manifest.digest === digest);
    if (named === undefined) throw new Error(`${repository.name}:${tag} has no manifest`);
    return {
      tag,
      image: {
        descriptor: { mediaType: named.mediaType, digest, size: named.bytes.length },
        manifests: [...repository.manifests.filter((manifest) => manifest !== named), named],
        blobs: repository.blobs,
      },
    };
  });

/** Fills an embedded registry with all golden images, the raw ones too; `rename` may place a repository elsewhere. */
export const loadGolden = (registry: Registry, rename: (repository: string) => string = (name) => name): void => {
  for (const repository of goldenRepositories()) {
    for (const { tag, image } of goldenImages(repository)) registry.push(rename(repository.name), tag, image);
  }
};
