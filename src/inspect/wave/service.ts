/** Who answers at a Wave endpoint, and what it cannot do. */
import type { HttpClient } from "../network/http.ts";
import { object, text } from "../../text/json.ts";
import { decodeJson, oneLine } from "../../text/foreign.ts";

/** What `GET /service-info` tells of the server. */
export interface Service {
  /** `1.37.0`; undefined where the server did not say. */
  readonly version?: string;
  /** Why nothing is known, as a sentence. */
  readonly trouble?: string;
}

export interface ProbeOptions {
  readonly http: HttpClient;
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly warn: (message: string) => void;
}

/** Asks once who answers, and warns of what that server cannot do. A server that does not say may be a Wave all the same. */
export class ServiceProbe {
  readonly #options: ProbeOptions;
  #service: Promise<Service> | undefined;

  constructor(options: ProbeOptions) {
    this.#options = options;
  }

  ask(): Promise<Service> {
    return (this.#service ??= this.#probe());
  }

  async #probe(): Promise<Service> {
    const { http, endpoint, warn } = this.#options;
    const service = await probeService(http, endpoint);
    if (service.trouble !== undefined) warn(service.trouble);
    for (const limit of limitsOf(service.version ?? "")) warn(limit);
    return service;
  }
}

async function probeService(http: HttpClient, endpoint: string): Promise<Service> {
  const url = `${endpoint}/service-info`;
  const response = await http.request(url, {
    timeout: 10_000,
    maxBytes: 65_536,
    retry: { attempts: 1 },
    isFinal: () => true,
  });
  if ("failure" in response) return { trouble: response.message };
  const version = text(object(object(decodeJson(response.bytes))?.["serviceInfo"])?.["version"]);
  if (response.status === 200 && version !== undefined) return { version: oneLine(version, 40) };
  return {
    trouble: `${response.url.host} does not say that it is a Wave server (${response.status} for /service-info).`,
  };
}

/** What an older server cannot do, each as a sentence; 1.37.0 can do all. */
function limitsOf(version: string): readonly string[] {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isBefore = (wanted: number): boolean => major === 1 && minor < wanted;
  return [
    ...(isBefore(13) ? [`Wave ${version} tells nothing of the platforms of an image (1.13 and later do).`] : []),
    ...(isBefore(30) ? [`Wave ${version} tells no labels (1.30 and later do).`] : []),
  ];
}
