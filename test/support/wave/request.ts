/** What Wave makes of an HTTP request before it looks at the image: Micronaut's and Jackson's words. */
import type { IncomingHttpHeaders } from "node:http";
import { isObject, parseJson } from "../json.ts";
import { crash, empty, plain, refuse } from "./refusal.ts";

export interface InspectCall {
  readonly image: string;
  readonly token: string | undefined;
  readonly endpoint: string | undefined;
  readonly workspaceId: number | undefined;
}

const robots = /googlebot|bingbot|yandexbot|baiduspider|duckduckbot|slurp|facebot|twitterbot|mj12bot|ahrefsbot/iu;

export const refuseRobots = (headers: IncomingHttpHeaders): void => {
  if (robots.test(headers["user-agent"] ?? "")) throw empty(405);
};

export const checkHeaders = (headers: IncomingHttpHeaders): void => {
  const type = headers["content-type"]?.split(";")[0]?.trim();
  if (type !== undefined && type !== "application/json") {
    throw plain(415, `Content Type [${type}] not allowed. Allowed types: [application/json]`);
  }
  const accepted = (headers.accept ?? "*/*").split(",").map((part) => part.split(";")[0]?.trim() ?? "");
  if (!accepted.some((part) => ["*/*", "application/*", "application/json"].includes(part))) {
    throw plain(
      406,
      `Specified Accept Types [${accepted.join(", ")}] not supported. Supported types: [application/json]`,
    );
  }
};

const requestType = "`io.seqera.wave.api.ContainerInspectRequest`";

/** Jackson's reading of a text field: a number is its text, a list of one is that one. */
const textField = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value) && value.length === 1) return textField(value[0]);
  const [kind, token] = Array.isArray(value) ? ["Array", "START_ARRAY"] : ["Object", "START_OBJECT"];
  throw crash(
    `Cannot deserialize value of type \`java.lang.String\` from ${kind} value (token \`JsonToken.${token}\`)`,
  );
};

const workspaceField = (value: unknown): number | undefined => {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "number") return Math.trunc(value);
  if (typeof value === "string" && /^-?\d+$/u.test(value)) return Number(value);
  const type = "`java.lang.Long`";
  throw typeof value === "boolean"
    ? crash(
        `Cannot deserialize value of type ${type} from Boolean value (token \`JsonToken.VALUE_${String(value).toUpperCase()}\`)`,
      )
    : crash(`Cannot deserialize value of type ${type} not a valid ${type} value`);
};

export const readCall = (bytes: Buffer): InspectCall => {
  const text = bytes.toString().replace(/^\uFEFF/u, "");
  const value = parseJson(text);
  if (text.trim() === "" || value === null) throw crash("Required Body [req] not specified");
  if (value === undefined) {
    const word = /^\s*(?<word>[\w$]+)/u.exec(text)?.groups?.word ?? text.trim()[0];
    throw crash(
      `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`,
    );
  }
  if (typeof value === "string") {
    const reason = `no String-argument constructor/factory method to deserialize from String value ('${value}')`;
    throw crash(`Cannot construct instance of ${requestType} (although at least one Creator exists): ${reason}`);
  }
  if (!isObject(value)) {
    throw crash(`Cannot deserialize value of type ${requestType} from Array value (token \`JsonToken.START_ARRAY\`)`);
  }
  const token = textField(value.towerAccessToken);
  const call = {
    image: textField(value.containerImage) ?? "",
    token: token === "" ? undefined : token,
    endpoint: textField(value.towerEndpoint),
    workspaceId: workspaceField(value.towerWorkspaceId),
  };
  if (call.image === "") throw refuse(400, "Missing 'containerImage' attribute");
  return call;
};
