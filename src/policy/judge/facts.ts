import type { Failure, Inspection } from "../../model.ts";
import { normalPlatform } from "../../image/platform.ts";
import type { Facts, Subject } from "../rules/rule.ts";

/** What is known of one image, and what went wrong on the way. */
export interface Findout {
  readonly facts: Facts;
  /** True where a registry was asked at all. */
  readonly asked: boolean;
  readonly failure?: Failure;
}

/** The platform whose configuration is read where nobody asks for one. */
export const usualPlatform = "linux/amd64";

/** Inspections by what was asked. */
export function indexInspections(
  inspections: readonly Inspection[],
): (image: string, platform: string | null) => Inspection | undefined {
  const byRequest = new Map(
    inspections.map((inspection) => [keyOf(inspection.request.image, inspection.request.platform), inspection]),
  );
  return (image, platform) => byRequest.get(keyOf(image, platform));
}

export function keyOf(image: string, platform: string | null): string {
  return `${image}\n${platform ?? ""}`;
}

/** Brings together what was asked of one image: as a whole, and for the platform that counts for it. */
export function findOut(subject: Subject, inspectionOf: ReturnType<typeof indexInspections>): Findout {
  const { canonical } = subject.pull;
  if (canonical === undefined) return { facts: {}, asked: false };
  const whole = inspectionOf(canonical, null);
  const single = inspectionOf(canonical, subject.asked ?? usualPlatform);
  const answers = [whole, single].filter((inspection) => inspection !== undefined);
  const failure = answers.find((inspection) => inspection.failure !== undefined)?.failure;
  const exists = existence(answers);
  const digest = whole?.digest ?? single?.digest;
  const platforms = (whole?.platforms ?? single?.platforms)?.map(normalPlatform) ?? confirmed(subject, whole, single);
  const missing = single?.failure?.state === "platform-missing" && subject.asked !== null ? subject.asked : undefined;
  const container = [single, whole].flatMap((inspection) =>
    inspection?.answer !== undefined && "container" in inspection.answer ? [inspection.answer.container] : [],
  )[0];
  const evidence = (answers.find((inspection) => inspection.failure !== undefined) ?? answers[0])?.evidence;
  return {
    asked: answers.length > 0,
    ...(failure !== undefined && { failure }),
    facts: {
      ...(exists !== undefined && { exists }),
      ...(digest !== undefined && { digest }),
      ...(platforms !== undefined && { platforms }),
      ...(missing !== undefined && { missing }),
      ...(failure?.state === "unsupported" && { unsupported: failure.message }),
      ...(container !== undefined && { container }),
      ...(evidence !== undefined && { evidence }),
    },
  };
}

/** Where only one platform was asked for and the answer lists none, that one is known to be there. */
function confirmed(
  { asked }: Subject,
  whole: Inspection | undefined,
  single: Inspection | undefined,
): string[] | undefined {
  return whole === undefined && single?.answer !== undefined && asked !== null ? [asked] : undefined;
}

/** An image whose platform is missing, or that is no container image, is there all the same. */
function existence(answers: readonly Inspection[]): boolean | undefined {
  const there = answers.some(
    ({ failure }) => failure === undefined || failure.state === "platform-missing" || failure.state === "unsupported",
  );
  if (there) return true;
  return answers.some(({ failure }) => failure?.state === "not-found") ? false : undefined;
}
