/** How the Wave server says no: the body shapes A to E of its errors. */
import { randomBytes } from "node:crypto";
import { toJson } from "./json-text.ts";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** False for the answers that Wave sends without its security headers. */
  readonly secured?: boolean;
}

/** Ends the work on a request with an answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(reply.text);
    this.reply = reply;
  }
}

export const jsonType = { "content-type": "application/json" };

/** Shape A: what Wave expected to go wrong. */
export const refuse = (status: number, message: string): Refusal =>
  new Refusal({ status, headers: jsonType, text: toJson({ message }) });

/** Shape A with an Error ID: what Wave did not expect, always 500. Only the first line is shown, without tags. */
export const crash = (message: string): Refusal => {
  const [line = ""] = message.split("\n");
  const shown = line
    .replaceAll(/<[^>]*>/gu, "")
    .replaceAll(/ {2,}/gu, " ")
    .trim();
  return refuse(500, `${shown} - Error ID: ${randomBytes(6).toString("hex")}`);
};

/** Shape B: the words of another server, with its status and some of its headers. */
export const forward = (status: number, headers: Readonly<Record<string, string>>, text: string): Refusal => {
  const kept = Object.entries(headers).filter(([name]) =>
    /^(?:content-type|retry-after|www-authenticate|set-cookie|x-.*)$/u.test(name),
  );
  return new Refusal({ status, headers: Object.fromEntries(kept), text });
};

/** Shape C. */
export const empty = (status: number): Refusal => new Refusal({ status, headers: {}, text: "" });

/** Shape D: plain text that calls itself JSON. */
export const plain = (status: number, text: string): Refusal => new Refusal({ status, headers: jsonType, text });

/** Shape E: the answer was made and could not be written. */
export const unwritable = (path: string, dump: string, reason: string): Refusal =>
  new Refusal({
    status: 500,
    headers: jsonType,
    secured: false,
    text: toJson({
      message: "Internal Server Error",
      _links: { self: { href: path, templated: false } },
      _embedded: { errors: [{ message: `Internal Server Error: Error encoding object [${dump}] to JSON: ${reason}` }] },
    }),
  });
