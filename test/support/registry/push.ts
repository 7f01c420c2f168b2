/** Pushes images to any registry over HTTP: a real one in tests, or the embedded one as a client would. */
import type { Image } from "./images.ts";

export interface PushOptions {
  /** Value of the Authorization header. */
  readonly authorization?: string;
}

const expectStatus = async (response: Response, status: number, what: string): Promise<void> => {
  if (response.status !== status) throw new Error(`${what}: HTTP ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
};

/** Blobs first, then the manifests from the children up, the last one under `tag`. */
export const pushOverHttp = async (
  registry: string,
  repository: string,
  tag: string,
  image: Image,
  options: PushOptions = {},
): Promise<void> => {
  const base = `${registry}/v2/${repository}`;
  const headers: Record<string, string> =
    options.authorization === undefined ? {} : { authorization: options.authorization };
  for (const [digest, bytes] of image.blobs) {
    const start = await fetch(`${base}/blobs/uploads/`, { method: "POST", headers });
    await expectStatus(start, 202, `upload to ${repository}`);
    const location = new URL(start.headers.get("location") ?? "", registry);
    location.searchParams.set("digest", digest);
    const body = new Uint8Array(bytes);
    const type = { "content-type": "application/octet-stream" };
    await expectStatus(await fetch(location, { method: "PUT", headers: { ...headers, ...type }, body }), 201, digest);
  }
  const last = image.manifests.at(-1);
  for (const manifest of image.manifests) {
    const response = await fetch(`${base}/manifests/${manifest === last ? tag : manifest.digest}`, {
      method: "PUT",
      headers: { ...headers, "content-type": manifest.mediaType },
      body: new Uint8Array(manifest.bytes),
    });
    await expectStatus(response, 201, `${repository} ${manifest.digest}`);
  }
};
