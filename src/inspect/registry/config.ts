/** The config of an image, in the words of Wave. */
import type { ContainerSpec, Platform } from "../../model.ts";
import { filled, present } from "../oci/omission.ts";
import { type Json, object, text, textMap, texts } from "../../text/json.ts";
import { platformOf } from "../oci/platforms.ts";

/** What we keep of a config blob: Wave's part of it, and the platform that Wave leaves out. */
export interface Config {
  readonly answer: ContainerSpec["config"];
  readonly platform: Platform | undefined;
}

export function readConfig(config: Json): Config {
  return { answer: answerOf(config), platform: platformIn(config) };
}

function platformIn(config: Json): Platform | undefined {
  const os = text(config["os"]);
  const architecture = text(config["architecture"]);
  const variant = text(config["variant"]);
  return platformOf({
    ...(os !== undefined && { os }),
    ...(architecture !== undefined && { architecture }),
    ...(variant !== undefined && { variant }),
  });
}

function answerOf(config: Json): ContainerSpec["config"] {
  const inner = object(config["config"]) ?? {};
  const rootfs = object(config["rootfs"]) ?? {};
  return {
    ...present({ architecture: text(config["architecture"]) }),
    config: present({
      hostName: text(inner["Hostname"]),
      domainName: text(inner["Domainname"]),
      user: text(inner["User"]),
      attachStdin: coerced(inner["AttachStdin"]),
      attachStdout: coerced(inner["AttachStdout"]),
      attachStderr: coerced(inner["AttachStderr"]),
      tty: coerced(inner["Tty"]),
      env: texts(inner["Env"]),
      cmd: texts(inner["Cmd"]),
      image: text(inner["Image"]),
      workingDir: text(inner["WorkingDir"]),
      entrypoint: texts(inner["Entrypoint"]),
      labels: filled(textMap(inner["Labels"])),
    }),
    ...present({
      container: text(config["container"]),
      created: instant(text(config["created"])),
    }),
    rootfs: present({ type: text(rootfs["type"]), diff_ids: texts(rootfs["diff_ids"]) }),
  };
}

/** `Helper.asBoolean` of wave-api: what is no boolean is false, but for the text `true` in any case. */
function coerced(value: unknown): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  return value === true || text(value)?.toLowerCase() === "true";
}

const rfc3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * A time as `java.time.Instant` prints it: UTC, the fraction in groups of three digits, none where it is zero.
 * Undefined for what is no RFC 3339 time.
 */
export function instant(time: string | undefined): string | undefined {
  const [, day, clock, fraction = "", zone = ""] = rfc3339.exec(time ?? "") ?? [];
  if (day === undefined || clock === undefined) return undefined;
  const seconds = Date.parse(`${day}T${clock}${zone.toUpperCase()}`);
  if (Number.isNaN(seconds)) return undefined;
  const nanos = fraction.padEnd(9, "0");
  const shown = nanos.endsWith("000000") ? nanos.slice(0, 3) : nanos.endsWith("000") ? nanos.slice(0, 6) : nanos;
  return `${new Date(seconds).toISOString().slice(0, 19)}${Number(nanos) === 0 ? "" : `.${shown}`}Z`;
}
